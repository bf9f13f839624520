//! What formulas are read as: tex → plain reading, and through LaTeX back.

mod fields;

use crate::expr::Expr;
use crate::expr::print::{latex, plain};
use crate::lower::{Coverage, Reading, lower, lower_identity};
use crate::scope::NoNames;
use crate::syntax::{Macros, parse};

fn read(tex: &str) -> Reading {
    lower(&parse(tex, &Macros::default()).nodes, tex, 0, &NoNames)
}

fn shown(reading: &Reading) -> String {
    let statements = reading.statements.iter().map(|statement| {
        let whole = super::pratt::fold(statement.first.clone(), statement.links.clone());
        let conditions = statement.conditions.iter().map(|condition| format!(" when {}", plain(condition)));
        plain(&whole) + &conditions.collect::<String>()
    });
    statements.collect::<Vec<_>>().join(" ¶ ")
}

/// The constructs that readers get wrong most often, and what is meant.
static READINGS: &[(&str, &str)] = &[
    (r"\mathbf{W}\mathbf{x}", "𝐖·𝐱"),
    (r"x^\top y", "xᵀ·y"),
    (r"F^{\top}G", "Fᵀ·G"),
    (r"z^T z", "zᵀ·z"),
    (r"p(x|y)", "p(x | y)"),
    (r"\pi_\theta(a|s)", "π_θ(a | s)"),
    (r"p(x \mid y)", "p(x | y)"),
    (r"\text{softmax}(z)", "softmax(z)"),
    (r"d_{\text{model}}", "d_model"),
    (r"\|x\|_2", "‖x‖_2"),
    (r"\lVert x\rVert", "‖x‖"),
    (r"\mathbb{E}_{x\sim p}[f(x)]", "expectation{x~p} f(x)"),
    (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
    (r"\frac{\partial^2 f}{\partial x\partial y}", "∂f/∂x/∂y"),
    (r"\partial L/\partial W", "∂L/∂W"),
    (r"\theta'", "θ'"),
    (r"x''", "x''"),
    (r"\theta^*", "θ^*"),
    (r"x^{(i)}", "x^(i)"),
    (r"\hat y", "ŷ"),
    (r"\sum_i x_i^2 + 1", "Σ{i} x_i^2 + 1"),
    (r"\sum_{i=1}^n x_i y_i", "Σ{i=1..n} x_i·y_i"),
    (r"\Big[ a + b \Big] c", "(a + b)·c"),
    (r"a(b+c)", "a·(b + c)"),
    (r"\eta (a - b)", "η·(a - b)"),
    (r"y_i(1-p)", "y_i·(1 - p)"),
    (r"f(x+1)", "f(x + 1)"),
    (r"p(1-p)", "p·(1 - p)"),
    (r"a = b = c", "a = b = c"),
    (r"0 < x \le 1", "0 < x and x ≤ 1"),
    (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b = c"),
    (
        r"f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
        "f(x) = {1 if x > 0; 0 if true}",
    ),
    (r"\left(\begin{array}{c}m\\i\end{array}\right)", "binomial(m, i)"),
    (r"a \approx b", "a ≈ b"),
    (r"\nabla f(x)^T d", "(∇ f(x))ᵀ·d"),
    (r"\nabla_x x^T A x", "∇_x (xᵀ·A·x)"),
    (r"g^T(y-x)", "gᵀ·(y - x)"),
    (r"K^{\mathsf T} K", "Kᵀ·K"),
    (r"{de}/{dx} = 0", "de/dx = 0"),
    (r"\text{dom} f", "dom(f)"),
    (r"g{\left(\frac kn\right)}", "g(k/n)"),
    (r"\pi_e(a \mid s)", "π_e(a | s)"),
    (r"\mathbf{0}_{d\times(D-d)}", "𝟎_[d, D - d]"),
    (r"\psi_{n}^{Q}(x)", "ψ_n^(Q)(x)"),
    (r"A^{\theta'}(s,a)", "A^(θ')(s, a)"),
    (r"\neg A \in \mathcal{A}", "(not A) ∈ 𝓐"),
    (r"其中y=2", "y = 2"),
    (r"A \iff x \le 0, \forall y \in C \\ \iff x \in N", "A ⇔ x ≤ 0 when ∀{y∈C} true ¶ x ∈ N"),
    (r"x \leftarrow x - \eta g", "x ← x - η·g"),
    (r"A \odot B", "A ⊙ B"),
    (r"\gamma", "γ"),
    (r"\log x", "log(x)"),
    (r"\mathcal L", "𝓛"),
    (r"x_1,\ldots,x_n", "x_1, …, x_n"),
    (r"\nabla_\theta J", "∇_θ J"),
    (r"\arg\max_a Q", "ArgMax{a} Q"),
    // Names, scripts, labels.
    (r"\hat{\mathbf y}^{(i)}_{\text{old}}", "𝐲̂_old^(i)"),
    (r"W^Q", "W^Q"),
    (r"\theta^{t+1}", "θ^(t + 1)"),
    (r"\gamma^{t+1}", "γ^(t + 1)"),
    (r"A^{-1}", "A^(-1)"),
    (r"\mathbf{A}^{-1}", "𝐀^(-1)"),
    (r"x_{<t}", "x_[· < t]"),
    (r"x_{1:T}", "x_[1:T]"),
    (r"a_{ij}", "a_[i, j]"),
    (r"\Delta x", "Δx"),
    // Binders.
    (r"\sum_{k \in Q_i} a_k", "Σ{k∈Q_i} a_k"),
    (r"\sum_{j \neq i} a_j", "Σ{j: j ≠ i} a_j"),
    (r"\sum_{i,j} a_{ij}", "Σ{i, j} a_[i, j]"),
    (r"\max_\theta \mathbb{E}[r] ", "max{θ} expectation(r)"),
    (r"\min_{x \in S} f(x) + g(x)", "min{x∈S} (f(x) + g(x))"),
    (r"r + \gamma \max_a Q(s,a) - b", "r + γ·(max{a} Q(s, a)) - b"),
    (r"\int_a^b f(x) \, dx", "∫{x=a..b} f(x)"),
    (r"\int \frac{dx}{1+x^2}", "∫{x} 1/(1 + x^2)"),
    (r"\lim_{x \to 0} \frac{\sin x}{x}", "limit{x→0} sin(x)/x"),
    // Bars.
    (r"|x| + |y|", "|x| + |y|"),
    (r"|\mathcal{S}|", "#𝓢"),
    (r"\mathrm{KL}(p \| q)", "KLDivergence(p, q)"),
    (r"\left.f(x)\right|_{x=0}", "EvaluateAt(f(x), x = 0)"),
    (r"\mathbf{x}^{(i)\top} \mathbf{w}", "𝐱^(i)ᵀ·𝐰"),
    (r"\sum_i x_i x_i^T", "Σ{i} x_i·x_iᵀ"),
    (r"\forall x, x > 0", "∀{x} (x > 0)"),
    (r"\begin{aligned} a &= b \\ -c &= d \end{aligned}", "a = b ¶ -c = d"),
    (r"\{x \mid x > 0\}", "SetBuilder{x: x > 0} x"),
    // Functions without parentheses.
    (r"\sin 2x", "sin(2·x)"),
    (r"\log p(x)", "log(p(x))"),
    (r"y \log \hat y + z", "y·log(ŷ) + z"),
    (r"\sin^2 x", "sin(x)^2"),
    (r"\sum_1^n X_i = 3", "Σ{i=1..n} X_i = 3"),
    (r"\sum_{x_1, \dotsc, x_n} p(x_c)", "Σ{x} p(x_c)"),
    (r"\forall x, f(x) \geq 0", "∀{x} (f(x) ≥ 0)"),
    (r"(\mathbf{y-x})", "𝐲 - 𝐱"),
    (r"s(.)", "s(·)"),
    (r"\Rightarrow a = b", "a = b"),
    (r"\therefore a = b", "a = b"),
    (r"\boxed{a = b}.", "a = b"),
    (r"\begin{align} a &= b & \text{(2.1)} \\ c &= d && \text{by (3)} \end{align}", "a = b ¶ c = d"),
    (r"\begin{align} a &= b & \text{By symmetry: } c = d \end{align}", "a = b ¶ c = d"),
    // A display is a small document.
    (r"y = 2x, \quad x = 1.", "y = 2·x ¶ x = 1"),
    (r"y = x \quad \text{if } x > 0", "y = x when x > 0"),
    (r"K, V \in \mathbb{R}^{n \times d}", "(K, V) ∈ ℝ^(n×d)"),
    (r"a = 1, b = 2", "a = 1 ¶ b = 2"),
    (r"= x + 1", "· = x + 1"),
    (r"f: A \to B", "f : A → B"),
    (r"x \sim \mathcal{N}(\mu, \sigma^2)", "x ~ normal(µ, σ^2)"),
    (r"16\,\text{bytes}", "16 bytes"),
    (r"x \in [0, 1)", "x ∈ [0, 1)"),
    (r"a \equiv b \pmod{n}", "congruent(a, b, n)"),
    (r"O(n^2 d)", "BigO(n^2·d)"),
    (r"\text{DP} \times \text{TP}", "DP·TP"),
    (r"f^{-1}(y)", "f⁻¹(y)"),
    // Habits.
    (r"n.(n+1)", "n·(n + 1)"),
    (r"e^{x}.e^{y}", "e^x·e^y"),
    (r"S_n^{*2}", "S^*_n^2"),
    (r"<x,y> + 1", "⟨x, y⟩ + 1"),
    (r"\hat\beta = \frac{<z,y>}{<z,z>}", "β̂ = ⟨z, y⟩/⟨z, z⟩"),
    (r"\phi(s,.)", "ϕ(s, ·)"),
    (r"\because a = b \therefore c = d", "a = b ¶ c = d"),
    (r"X_1, \cdot\cdot, X_n", "X_1, …, X_n"),
    (r"Gini\_index(D) = 1", "Gini_index(D) = 1"),
    (r"\begin{aligned} x &= 1 & (1) \\ y &= 2 \qquad (3.2) \end{aligned}", "x = 1 ¶ y = 2"),
    (r"a = b \qquad (*)", "a = b"),
    (r"P\left(A \left| B \right)\right.", "P(A | B)"),
    (r"\int_{z_t} p(z_t) dz_t", "∫{z_t} p(z_t)"),
    (r"\forall 0 \le \theta \le 1", "∀{θ: 0 ≤ θ ≤ 1} true"),
    // Functions in parentheses, applied.
    (r"(f \circ g)'(x)", "(f∘g)'(x)"),
    (r"f_2 \circ f_1(x)", "(f_2∘f_1)(x)"),
    (r"(f * g)(t)", "(f ∗ g)(t)"),
    (r"(a + b)(c)", "(a + b)·c"),
    // What is drawn, and what is drawn from.
    (r"\mathbb{E}_{q(z \mid x)}[f(z)]", "expectation{z~q(z | x)} f(z)"),
    (r"\mathbb{E}_q[\log p(x)]", "expectation(log(p(x)), q)"),
    (r"\mathbb{E}_{s'}[V(s')]", "expectation{s'} V(s')"),
    (r"x \sim U(0, 1)", "x ~ uniform(0, 1)"),
    (r"X \perp\!\!\!\perp Y", "X ⫫ Y"),
    (r"\sup_{\|f\|_L \le 1} f(x)", "supremum{f: ‖f‖_L ≤ 1} f(x)"),
    (r"\mathop{\mathrm{minimize}}_f L(f)", "min{f} L(f)"),
    // Scope of a gradient: the factor that holds the variable, in a label too.
    (r"\nabla_\theta \log \pi_\theta(a|s)\, G", "∇_θ log(π_θ(a | s))·G"),
    (r"1 - \beta_1^t", "1 - β_1^t"),
    (r"f(x)\,dt + g(t)\,dW_t", "f(x)·differential(t) + g(t)·differential(W_t)"),
    // Indices as programs and matrices write them.
    (r"A[i, j]", "A_[i, j]"),
    (r"x[n]", "x_n"),
    (r"z^{[l](i)}", "z^(l, i)"),
    (r"\begin{bmatrix} a_{11} & a_{12} \end{bmatrix}", "[[a_[1, 1], a_[1, 2]]]"),
    (r"p_{(k, 2i)}", "p_[k, 2·i]"),
    (r"z_{t,v'}", "z_[t, v']"),
    // Sets and maps.
    (r"[n] = \{1, \ldots, n\}", "[n] = {1, …, n}"),
    (r"T: \mathcal{S} \times \mathcal{A} \to [0, 1]", "T : 𝓢 × 𝓐 → [0, 1]"),
    (r"f: \mathbb{R}, \mathbb{R} \to \mathbb{R}", "f : (ℝ, ℝ) → ℝ"),
    (r"\{x_1, \ldots x_n\}", "{x_1, …, x_n}"),
    (r"\forall x\,(x \in A \Rightarrow x \in B)", "∀{x} (x ∈ A ⇒ x ∈ B)"),
    // Words.
    (r"1 - \frac{SS_{res}}{SS_{tot}}", "1 - SS_res/SS_tot"),
    (r"UCT(s)", "UCT(s)"),
    (r"p = q \text{ and so } q = p", "p = q ¶ q = p"),
    (r"\text{with probability } 1 - p", "with probability 1 - p"),
    // Transposes, upright and above groups.
    (r"\mathbf{w}^{\mathrm{T}} \mathbf{x}", "𝐰ᵀ·𝐱"),
    (r"(x - \mu)^T A (x - \mu)", "(x - µ)ᵀ·A·(x - µ)"),
    (r"(1 + r)^T", "(1 + r)^T"),
    (r"\theta^T x", "θᵀ·x"),
    (r"\gamma^T x", "γ^T·x"),
    (r"\boldsymbol{a b}^{T}", "𝐚·𝐛ᵀ"),
    // Doubled bars, big signs between two sets, numbers of members.
    (r"||w||_2^2 + ||x||", "‖w‖_2^2 + ‖x‖"),
    (r"||a| - |b||", "||a| - |b||"),
    (r"|A \bigcap B|", "#(A ∩ B)"),
    (r"\#\{i : y_i = 1\}", "#(SetBuilder{i: y_i = 1} i)"),
    (r"(x_1; x_2; \ldots; x_d)", "(x_1, x_2, …, x_d)"),
    (r"(f * g)[n]", "(f ∗ g)(n)"),
    (r"\frac{\partial E}{\partial \hat y_j^k}", "∂E/∂ŷ_j^k"),
    (r"\begin{array}{ll}{\min_w} & {f(w)} \\ {\text{ s.t. }} & {g(w) = 1}\end{array}", "min{w} f(w) when g(w) = 1"),
];

#[test]
fn a_star_behind_an_index_joins_nothing() {
    for (tex, same) in [(r"\|u\|_{a\ast}", r"\|u\|_{a^*}"), (r"\Vert u\Vert_{a*}", r"\Vert u\Vert_{a^*}")] {
        let read = read(tex);
        assert_eq!(read.coverage, Coverage::Full, "{tex}: {:?}", read.open);
        assert_eq!(shown(&read), shown(&super::tests::read(same)), "{tex}");
    }
    assert_eq!(read(r"X_{k\ast} + Y_{i*}").coverage, Coverage::Full);
}

#[test]
fn a_sign_in_braces_is_the_sign() {
    let sign = shown(&read(r"A \perp\!\!\!\perp B"));
    assert_eq!(shown(&read(r"A {\perp\!\!\!\perp} B")), sign);
}

#[test]
fn formulas_are_read_as_they_are_meant() {
    let mut wrong = Vec::new();
    for (tex, meant) in READINGS.iter().chain(fields::READINGS) {
        let reading = read(tex);
        let text = shown(&reading);
        if text != *meant || reading.coverage != Coverage::Full {
            wrong.push(format!("{tex}\n  read:  {text} {:?}\n  meant: {meant}", reading.open));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Printed and read again, an expression is the same.
#[test]
fn printed_latex_reads_back_as_the_same_expression() {
    let mut wrong = Vec::new();
    for (tex, _) in READINGS.iter().chain(fields::READINGS) {
        for statement in read(tex).statements {
            let expr = super::pratt::fold(statement.first, statement.links);
            let printed = latex(&expr);
            let again = read(&printed);
            let back: Vec<Expr> =
                again.statements.into_iter().map(|part| super::pratt::fold(part.first, part.links)).collect();
            if back != [expr.clone()] {
                let back: Vec<String> = back.iter().map(plain).collect();
                wrong.push(format!("{tex}\n  printed: {printed}\n  first: {}\n  again: {back:?}", plain(&expr)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Identities: undeclared letters are constants and special functions, declared ones are variables.
static IDENTITIES: &[(&str, &[&str], &str, &str)] = &[
    (r"e^{i \pi} = -1", &[], "e^(i·π)", "-1"),
    (r"\psi^{(m)}(z) = z", &[r"z \in \mathbb{C}", r"m \in \mathbb{Z}_{\ge 1}"], "polygamma(m, z)", "z"),
    (r"x \left(x + 1\right) = x", &[r"x \in \mathbb{R}"], "x·(x + 1)", "x"),
    (r"{}_{2}F_{1}(a, b; c; z) = 1", &[r"a \in \mathbb{C}"], "hypergeometric([a, b], [c], z)", "1"),
    (r"J_{\frac{1}{2}}(z) = 0", &[r"z \in \mathbb{C}"], "BesselJ(1/2, z)", "0"),
    (r"\theta'_{1}(0, \tau) = 0", &[r"\tau \in \mathbb{H}"], "JacobiTheta(1, 0, τ, 1)", "0"),
    (r"\operatorname{Li}_{2}(1) = 0", &[], "polylog(2, 1)", "0"),
    (r"\pi \left(1 + 1\right) = 2 \pi", &[], "π·(1 + 1)", "2·π"),
    (r"\sum_{i=0}^{n} i = n", &[r"n \in \mathbb{Z}"], "Σ{i=0..n} i", "n"),
    (r"{n \brack k} = z^{\underline{k}}", &[r"z \in \mathbb{C}"], "StirlingCycle(n, k)", "FallingFactorial(z, k)"),
    (r"\left(z\right)_{k} = 1", &[r"z \in \mathbb{C}"], "RisingFactorial(z, k)", "1"),
    (r"F_{2 n} = W_{k}(z)", &[r"n \in \mathbb{Z}", r"z \in \mathbb{C}"], "fibonacci(2·n)", "LambertW(z, k)"),
];

#[test]
fn letters_of_identities_are_constants_and_functions() {
    let mut wrong = Vec::new();
    for (tex, conditions, left, right) in IDENTITIES {
        let parsed = parse(tex, &Macros::default());
        let assumed: Vec<_> = conditions.iter().map(|tex| (*tex, parse(tex, &Macros::default()))).collect();
        let assumed: Vec<_> = assumed.iter().map(|(tex, parsed)| (*tex, &*parsed.nodes)).collect();
        let identity = lower_identity((tex, &parsed.nodes), &assumed).unwrap();
        let (own_left, _, own_right) = &identity.relations[0];
        let read = (plain(own_left), plain(own_right));
        if read != ((*left).to_owned(), (*right).to_owned()) {
            wrong.push(format!("{tex}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Functions with scripts in braces in front of their parentheses: the head that they are.
static SCRIPTED: &[(&str, &str)] = &[
    (r"J_{\frac{1}{2}}(z)", "BesselJ"),
    (r"\psi^{(m)}(z)", "Polygamma"),
    (r"B_{n}\left(z\right)", "BernoulliPolynomial"),
    (r"E_{4}(z)", "EisensteinE"),
    (r"\theta'_{1}(0, z)", "JacobiTheta"),
];

#[test]
fn braces_of_scripts_do_not_part_functions_from_their_arguments() {
    for (tex, head) in SCRIPTED {
        let tex = format!("{tex} = 0");
        let (parsed, condition) = (parse(&tex, &Macros::default()), r"z \in \mathbb{C}");
        let declared = parse(condition, &Macros::default());
        let identity = lower_identity((&tex, &parsed.nodes), &[(condition, &*declared.nodes)]).unwrap();
        assert!(identity.relations[0].0.is_apply(head), "{tex}: {:?}", identity.relations[0].0);
    }
}

#[test]
fn hostile_formulas_end_and_lose_nothing() {
    let long = 20_000;
    for tex in
        ["-", "|", "\\|", "\\log ", "\\int ", "f(", "x_{", "a/", "\\sum_i ", "x^", "\\frac d", "(a|", "! ", "\\forall "]
    {
        let reading = read(&tex.repeat(long / tex.len()));
        assert!(reading.coverage != Coverage::Full || !reading.statements.is_empty());
    }
}
