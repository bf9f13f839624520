//! Traditional Chinese characters read as the simplified ones in which the words of this module are written.
//!
//! Takes text; gives text of the same length in which ASCII letters are in lower case and traditional characters
//! simplified, so that offsets stay. Only characters that nouns, patterns and cues use are turned.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Characters and their simplified forms, in the order of the code points.
#[rustfmt::skip]
static FORMS: &[(&str, &str)] = &[
    ("丟並佈佔併來侷係個們偽備傢傳僅僞價優儲內兩冪凍別", "丢并布占并来局系个们伪备家传仅伪价优储内两幂冻别"),
    ("則劃動務勝勞勢勵匯區協卽厤參唸問單噹嚮圍圖埰報場", "则划动务胜劳势励汇区协即历参念问单当向围图采报场"),
    ("塊壓奬學寀實寫寬將專對導層屬峯師帶幀幹幾庫張強彆", "块压奖学采实写宽将专对导层属峰师带帧干几库张强别"),
    ("彔彙後徑從復徵恆態慮憶應懲戲戶捨捲掃採換損摺撲擇", "录汇后径从复征恒态虑忆应惩戏户舍卷扫采换损折扑择"),
    ("據擬擴擾敎敗數斂斷於旣昇時曆曏書會枴柺査條棄業極", "据拟扩扰教败数敛断于既升时历向书会拐拐查条弃业极"),
    ("榘榦構標樣樹機檔檢檯權歐歷歸殘決沒沖況減測準溫滙", "矩干构标样树机档检台权欧历归残决没冲况减测准温汇"),
    ("滿潛潤濃濟濾為無熱爲爾狀獎獨獲現環產産畢異當發監", "满潜润浓济滤为无热为尔状奖独获现环产产毕异当发监"),
    ("眞睏確碼礎種稱積穩穫箇節範簡簽籤約紋納級細終組結", "真困确码础种称积稳获个节范简签签约纹纳级细终组结"),
    ("絕絡給統絶經綜綫維網綴緊線緣編緩練縮總繫續纍罰羣", "绝络给统绝经综线维网缀紧线缘编缓练缩总系续累罚群"),
    ("義習翫聯聲脈脹腳臺與興舉葉蒐蓋蔘處虛號衕衝裏裡製", "义习玩联声脉胀脚台与兴举叶搜盖参处虚号同冲里里制"),
    ("複覈見規視觀計訊訓記設註証評詞詢試話該認語誤說説", "复核见规视观计讯训记设注证评词询试话该认语误说说"),
    ("調請論諤證識譜譟譯護讀變讓貝負財費資賦質跡蹟軌軛", "调请论谔证识谱噪译护读变让贝负财费资赋质迹迹轨轭"),
    ("較載輪輸轉迴這連週進遊運過達遞適遲選遺還邊鄰釋釦", "较载轮输转回这连周进游运过达递适迟选遗还边邻释扣"),
    ("鈅錄錨錯録錶鍵鏇鏈鏡鑰長門閉開間閤閾闆關陞陣陽階", "钥录锚错录表键旋链镜钥长门闭开间合阈板关升阵阳阶"),
    ("際隨險隱隸隻雙雜離電響頁頂項須預頓頭頻題顏顔類顯", "际随险隐隶只双杂离电响页顶项须预顿头频题颜颜类显"),
    ("風颱餘馬駐驗驟體髮鬆鬚麪麫麯麴麵麼麽點齊齣", "风台余马驻验骤体发松须面面曲曲面么么点齐出"),
];

static SIMPLIFIED: LazyLock<BTreeMap<char, char>> =
    LazyLock::new(|| FORMS.iter().flat_map(|(from, to)| from.chars().zip(to.chars())).collect());

/// Text → the same in lower case and simplified characters, of the same length in bytes.
pub(super) fn folded(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    lower.chars().map(|c| SIMPLIFIED.get(&c).copied().filter(|to| to.len_utf8() == c.len_utf8()).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_are_read_as_simplified_ones_of_the_same_length() {
        assert_eq!(folded("輸入維度為 D"), "输入维度为 d");
        assert!(FORMS.iter().all(|(from, to)| from.chars().count() == to.chars().count() && from.len() == to.len()));
        assert!(SIMPLIFIED.values().all(|to| !SIMPLIFIED.contains_key(to)));
    }
}
