//! Definitions of one thing on several pages of a book: what differs is found, what is a convention is left alone.

use mathlint::analysis::{self, Input};
use mathlint::diagnostic::{Diagnostic, Severity};
use mathlint::rules;
use mathlint::source::SourceFile;

/// The findings across the pages of a book.
fn book(pages: &[&str]) -> Vec<Diagnostic> {
    let page = |(number, text): (usize, &&str)| Input {
        file: SourceFile::new(format!("{}.md", number + 1), (*text).to_owned()),
        asked: true,
    };
    let inputs = pages.iter().enumerate().map(page).collect();
    let mut analysis = analysis::analyse(inputs, &analysis::Settings::default());
    rules::apply(&mut analysis, &rules::Settings::default())
}

/// The rule, what its message says, and the pages.
type Case = (&'static str, &'static str, &'static [&'static str]);

static DIFFERENT: &[Case] = &[
    (
        "conflicting-definition",
        "the small constant outside of the root here",
        &[
            r#"Layer normalization computes

$$\mathrm{LN}(x) = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$$"#,
            r#"**LayerNorm:**

$$\mathrm{LN}(x) = \gamma \odot \frac{x - \mu}{\sigma + \epsilon} + \beta$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "the small constant outside of the root here",
        &[
            r#"Layer normalization computes

$$\mathrm{LayerNorm}(\mathbf{x}) = \gamma \frac{\mathbf{x} - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$$

where $\mu$ is the mean."#,
            r#"$$\text{LN}(x) = \gamma \frac{x - \mu}{\sigma + \epsilon} + \beta$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "the small constant outside",
        &[
            r#"$$\mu = \frac{1}{d}\sum_{i=1}^d x_i, \quad \sigma^2 = \frac{1}{d}\sum_{i=1}^d (x_i-\mu)^2$$

$$\mathrm{LN}(x) = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$$"#,
            r#"**LayerNorm:**

$$\mathrm{LN}(x) = \gamma \odot \frac{x - \mu}{\sigma + \epsilon} + \beta$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "the small constant outside",
        &[
            r#"$$\mathrm{RMSNorm}(x) = \frac{x}{\sqrt{\frac{1}{d}\sum_{i=1}^d x_i^2 + \epsilon}}$$"#,
            r#"$$\mathrm{RMSNorm}(x) = \frac{x}{\sqrt{\frac{1}{d}\sum_{i=1}^d x_i^2} + \epsilon}$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "without 1/d here",
        &[
            r#"$$\mathrm{RMSNorm}(x) = \frac{x}{\sqrt{\frac{1}{d}\sum_{i=1}^d x_i^2 + \epsilon}}$$"#,
            r#"$$\mathrm{RMSNorm}(x) = \frac{x}{\sqrt{\sum_{i=1}^d x_i^2 + \epsilon}}$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "a sum here, a mean over n there",
        &[
            r#"$$\text{MSE} = \frac{1}{n}\sum_{i=1}^n (y_i-\hat{y}_i)^2$$"#,
            r#"$$\text{MSE} = \sum_{i=1}^n (y_i-\hat{y}_i)^2$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "1/2 times as large here",
        &[
            r#"$$\text{MSE} = \frac{1}{n}\sum_{i=1}^n (y_i-\hat{y}_i)^2$$"#,
            r#"$$\text{MSE} = \frac{1}{2n}\sum_{i=1}^n (\hat{y}_i-y_i)^2$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "a mean over T here, a sum there",
        &[
            r#"The loss is

$$\mathcal{L}_{\text{SFT}} = -\sum_{t=1}^T \log \pi_\theta(y_t \mid x, y_{<t})$$"#,
            r#"$$\mathcal{L}_{\text{SFT}} = -\frac{1}{T}\sum_{t=1}^T \log \pi_\theta(y_t \mid x, y_{<t})$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "a mean over |y| here",
        &[
            r#"The loss is

$$\mathcal{L}_{\text{SFT}}(\theta) = -\sum_{t=1}^T \log \pi_\theta(y_t \mid x, y_{<t})$$"#,
            r#"$$\mathcal{L}_{\mathrm{SFT}} = -\frac{1}{|y|}\sum_{t=1}^{|y|} \log \pi_\theta(y_t \mid x, y_{<t})$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "d_k here, sqrt(d_k) there",
        &[
            r#"$$\text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V$$"#,
            r#"$$\text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^\top}{d_k}\right)V$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "here, -",
        &[
            r#"$$\mathcal{L}_{\text{DPO}} = -\mathbb{E}\left[\log \sigma\left(\beta \log \frac{\pi_\theta(y_w|x)}{\pi_{\text{ref}}(y_w|x)} - \beta \log \frac{\pi_\theta(y_l|x)}{\pi_{\text{ref}}(y_l|x)}\right)\right]$$"#,
            r#"$$\mathcal{L}_{\text{DPO}} = -\mathbb{E}\left[\log \sigma\left(\beta \log \frac{\pi_\theta(y_w|x)}{\pi_{\text{ref}}(y_w|x)} + \beta \log \frac{\pi_\theta(y_l|x)}{\pi_{\text{ref}}(y_l|x)}\right)\right]$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "1/2 times",
        &[
            r#"$$F_1 = \frac{2PR}{P+R}$$"#,
            r#"$$\text{F1} = \frac{2 P R}{P + R}$$

x"#,
            r#"$$\text{F1} = \frac{P R}{P + R}$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "divided by n - 1 here",
        &[
            r#"$$\mathrm{Var}(x) = \frac{1}{n}\sum_{i=1}^n (x_i-\bar{x})^2$$"#,
            r#"$$\mathrm{Var}(x) = \frac{1}{n-1}\sum_{i=1}^n (x_i-\bar{x})^2$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "the opposite sign here",
        &[
            r#"The entropy is

$$H_{\text{ent}}(p) = -\sum_i p_i \log p_i$$"#,
            r#"$$H_{\text{ent}}(p) = \sum_i p_i \log p_i$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "without 1/T here",
        &[
            r#"$$\text{PPL} = \exp\left(-\frac{1}{T}\sum_{t=1}^T \log p_t\right)$$"#,
            r#"$$\text{PPL} = \exp\left(-\sum_{t=1}^T \log p_t\right)$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "p_t here, -p_t there",
        &[
            r#"$$\text{FL}(p_t) = -\alpha_t (1-p_t)^\gamma \log p_t$$"#,
            r#"$$\text{FL}(p_t) = -\alpha_t (1+p_t)^\gamma \log p_t$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "here",
        &[r#"The cost is

$$J(\theta) = \frac{1}{2m}\sum_{i=1}^m (h_i - y_i)^2 + \lambda \|\theta\|^2.$$

Some text about it. It has two parts.

To sum up, the cost is

$$J(\theta) = \frac{1}{2m}\sum_{i=1}^m (h_i - y_i)^2 - \lambda \|\theta\|^2.$$"#],
    ),
    (
        "conflicting-definition",
        "the power 1 of N here, the power 37/50 of N there",
        &[
            r#"The optimal number of tokens $D$ grows with the number of parameters $N$ as $D \propto N^{0.74}$."#,
            r#"The number of tokens $D$ grows with the number of parameters $N$ as $D \propto N$."#,
        ],
    ),
    (
        "conflicting-definition",
        "here",
        &[
            r#"$$\hat{A}_{\text{GRPO}} = \frac{r - \mu}{\sigma + \epsilon}$$"#,
            r#"$$\hat{A}_{\text{GRPO}} = \frac{r + \mu}{\sigma + \epsilon}$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "natural logarithms here",
        &[
            r#"$$\text{BPC} = -\frac{1}{T}\sum_{t=1}^T \log_2 p_t$$"#,
            r#"$$\text{BPC} = -\frac{1}{T}\sum_{t=1}^T \log p_t$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "the opposite sign here",
        &[
            r#"# 损失

监督微调的损失为

$$
\mathcal{L}_{\text{SFT}} = -\sum_{t=1}^{T} \log p_\theta(y_t \mid x)
$$"#,
            r#"# 附录

$$
\mathcal{L}_\text{SFT} = \sum_{t=1}^{T} \log p_\theta(y_t \mid x)
$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "without 1/2 here",
        &[
            r#"$$\text{lr}_{\text{cos}}(t) = \eta_{\min} + \frac{1}{2}(\eta_{\max}-\eta_{\min})(1+\cos(\pi t/T))$$"#,
            r#"$$\text{lr}_{\text{cos}}(t) = \eta_{\min} + (\eta_{\max}-\eta_{\min})(1+\cos(\pi t/T))$$"#,
        ],
    ),
    (
        "conflicting-definition",
        "1/2 times as large here",
        &[
            r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h b$$

bytes."#,
            r#"The memory of the KV cache is

$$M_{\text{KV}} = L T H d_h b$$"#,
        ],
    ),
    (
        "unit-mismatch",
        "a count of numbers here",
        &[
            r#"The KV cache takes

$$M_{\text{KV}} = 2 \cdot L \cdot T \cdot H \cdot d_h \cdot \text{bytes}$$

where $L$ is the number of layers."#,
            r#"The memory of the KV cache is

$$M_{\text{KV}} = 2 \cdot L \cdot T \cdot H \cdot d_h$$"#,
        ],
    ),
    (
        "unit-mismatch",
        "2 bytes",
        &[
            r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h \times 2\ \text{bytes}$$

where $L$ is the number of layers."#,
            r#"The memory of the KV cache is

$$M_{\text{KV}} = 2 L T H d_h$$"#,
        ],
    ),
    (
        "unit-mismatch",
        "the factor b there",
        &[
            r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h b$$

where $b$ is the number of bytes per element."#,
            r#"The memory of the KV cache is

$$M_{\text{KV}} = 2 L T H d_h$$"#,
        ],
    ),
];

#[test]
fn definitions_that_differ_are_told_with_both_places() {
    for (rule, said, pages) in DIFFERENT {
        let findings = book(pages);
        let own: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.rule == *rule).collect();
        let [finding] = own.as_slice() else { panic!("{pages:?}: {findings:?}") };
        assert!(finding.message.contains(said), "{}", finding.message);
        let first = finding.labels.first().expect("the first place");
        assert!(first.place < finding.place, "the later place is the primary one");
    }
}

static ALIKE: &[&[&str]] = &[
    &[
        r#"$$\text{MSE} = \frac{1}{n}\sum_{i=1}^n (y_i-\hat{y}_i)^2$$"#,
        r#"$$\text{MSE} = \frac{1}{N}\sum_{k=1}^N (\hat{y}_k - y_k)^2$$"#,
    ],
    &[
        r#"$$\text{MSE} = \frac{1}{n}\sum_{i=1}^n (y_i-\hat{y}_i)^2$$"#,
        r#"Some authors use a factor of a half instead:

$$\text{MSE} = \frac{1}{2n}\sum_{i=1}^n (y_i-\hat{y}_i)^2$$"#,
    ],
    &[
        r#"$$\mathrm{LN}(x) = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$$"#,
        r#"$$\mathrm{LN}(x) = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}$$"#,
    ],
    &[r#"$$f(x) = \frac{1}{2} x^2 + 3 x y - \sin(x y)$$"#, r#"$$f(x) = \frac{1}{2} x^2 - 3 x y - \sin(x y)$$"#],
    &[r#"$$\text{FFN}(x) = \max(0, x W_1 + b_1) W_2 + b_2$$"#, r#"$$\text{FFN}(x) = W_2 \max(0, W_1 x + b_1) + b_2$$"#],
    &[r#"## Ridge

$$\mathcal{L}_{\text{pen}} = \frac{1}{n}\sum_{i=1}^n (y_i-\hat{y}_i)^2 + \lambda \|w\|_2^2$$

## Lasso

$$\mathcal{L}_{\text{pen}} = \frac{1}{n}\sum_{i=1}^n (y_i-\hat{y}_i)^2 + \lambda \|w\|_1$$"#],
    &[
        r#"The training cost is

$$\text{FLOPs} = 6 N D$$"#,
        r#"The cost of inference is

$$\text{FLOPs} = 2 N D$$"#,
    ],
    &[
        r#"$$\text{CE} = -\sum_{c} y_c \log p_c$$"#,
        r#"For a hard label

$$\text{CE} = -\log p_y$$"#,
    ],
    &[r#"$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$"#, r#"$$p_i = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}$$"#],
    &[r#"$$\text{Swish}(x) = x \sigma(x)$$"#, r#"$$\text{Swish}(x) = x \sigma(\beta x)$$"#],
    &[
        r#"$$\text{F1} = \frac{2PR}{P+R}$$"#,
        r#"With $P = \frac{a}{a+b}$ and $R = \frac{a}{a+c}$:

$$\text{F1} = \frac{2a}{2a+b+c}$$"#,
    ],
    &[
        r#"$$\text{PPL} = \exp(\text{NLL})$$

where

$$\text{NLL} = -\frac{1}{T}\sum_{t=1}^T \log p(x_t)$$"#,
        r#"$$\text{PPL} = \exp\left(-\frac{1}{n}\sum_{i=1}^n \log p(x_i)\right)$$"#,
    ],
    &[
        r#"$$\text{PPL} = \exp(\text{NLL})$$

where

$$\text{NLL} = -\frac{1}{T}\sum_{t=1}^T \log p(x_t)$$"#,
        r#"$$\text{PPL} = \prod_{t=1}^T p(x_t)^{-1/T}$$"#,
    ],
    &[
        r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h \cdot \text{bytes}$$"#,
        r#"The KV cache takes

$$M_{\text{KV}} = 2 n_l s h d_h \cdot \text{bytes}$$"#,
    ],
    &[
        r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h \cdot \text{bytes}$$"#,
        r#"In half precision the KV cache takes

$$M_{\text{KV}} = 4 L T H d_h$$"#,
    ],
    &[
        r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h \cdot \text{bytes}$$"#,
        r#"The number of elements in the KV cache is

$$N_{\text{KV}} = 2 L T H d_h$$"#,
    ],
    &[
        r#"The KV cache takes

$$M_{\text{KV}} = 2 L T H d_h \cdot \text{bytes}$$"#,
        r#"For each layer the KV cache takes

$$M_{\text{KV}} = 2 T H d_h \cdot \text{bytes}$$"#,
    ],
    &[r#"The schedules are

$$\eta(t) = \eta_0 \frac{1}{1 + \lambda t + \lambda^2 t^2}$$

and

$$\eta(t) = \eta_0 \frac{1}{1 + \lambda t - \lambda^2 t^2}$$"#],
    &[r#"$$J(\theta) = \frac{1}{2m}\sum_{i=1}^m (h_i - y_i)^2 + \lambda \|\theta\|^2.$$

We now redefine the cost. It is

$$J(\theta) = \frac{1}{2m}\sum_{i=1}^m (h_i - y_i)^2 - \lambda \|\theta\|^2.$$"#],
    &[
        r#"The policy maximises

$$J_{\text{PG}} = \sum_{t=1}^T A_t \log \pi_t$$"#,
        r#"We minimise

$$J_{\text{PG}} = -\sum_{t=1}^T A_t \log \pi_t$$"#,
    ],
    &[r#"$$\text{score} = q^\top k / \sqrt{d}$$"#, r#"$$\text{score} = q^\top k$$"#],
    &[
        r#"$$\text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V$$"#,
        r#"$$\text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}} + M\right)V$$"#,
        r#"$$\text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V$$"#,
    ],
    &[
        r#"The number of tokens $D$ grows with the number of parameters $N$ as $D \propto N$."#,
        r#"Let $D$ be the number of documents and $N$ the number of workers. Then $D \propto N^2$."#,
    ],
    &[
        r#"The biased estimate:

$$\mathrm{Var}(x) = \frac{1}{n}\sum_{i=1}^n (x_i-\bar{x})^2$$"#,
        r#"The unbiased estimate is

$$\mathrm{Var}(x) = \frac{1}{n-1}\sum_{i=1}^n (x_i-\bar{x})^2$$"#,
    ],
    &[
        r#"The loss is

$$\mathcal{L}_{\text{SFT}} = -\sum_{t=1}^T \log \pi_\theta(y_t \mid x, y_{<t})$$"#,
        r#"Averaged over tokens, it is

$$\mathcal{L}_{\text{SFT}} = -\frac{1}{T}\sum_{t=1}^T \log \pi_\theta(y_t \mid x, y_{<t})$$"#,
    ],
];

#[test]
fn conventions_and_other_things_of_the_name_are_no_conflicts() {
    for pages in ALIKE {
        let loud: Vec<String> = book(pages)
            .into_iter()
            .filter(|finding| finding.severity != Severity::Info)
            .map(|finding| finding.message)
            .collect();
        assert!(loud.is_empty(), "{pages:?}: {loud:?}");
    }
}

#[test]
fn what_the_text_explains_is_a_note() {
    let pages = [
        r"The loss is $\mathcal{L}_{\text{SFT}} = -\sum_{t=1}^T \log p_t$.",
        r"Averaged over tokens, it is $\mathcal{L}_{\text{SFT}} = -\frac{1}{T}\sum_{t=1}^T \log p_t$.",
    ];
    let findings = book(&pages);
    assert_eq!(findings.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [Severity::Info]);
}
