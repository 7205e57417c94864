//! Ideographs that a PDF names by their radical: many fonts draw both with one
//! glyph, and the program that wrote the file took the wrong character of two.

use crate::nfkc::nfkc;

/// Radicals without a decomposition in Unicode, and the ideographs that look the same.
const RADICALS: [(char, char); 36] = [
    ('⺁', '厂'),
    ('⺇', '几'),
    ('⺌', '小'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺐', '尢'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺝', '月'),
    ('⺠', '民'),
    ('⺪', '疋'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⺫', '罒'),
];

/// The text with ideographs in place of radicals.
pub fn without_radicals(text: &str) -> String {
    text.chars().map(ideograph).collect()
}

fn ideograph(character: char) -> char {
    match character {
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => {
            let known = RADICALS.iter().find(|(radical, _)| *radical == character).map(|(_, ideograph)| *ideograph);
            known.or_else(|| nfkc(character.encode_utf8(&mut [0; 4])).chars().next()).unwrap_or(character)
        }
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_ideographs_that_they_look_like() {
        assert_eq!(without_radicals("⼀、⾏政机关⻓期⻅⺠办"), "一、行政机关长期见民办");
        assert_eq!(without_radicals("〇、。7"), "〇、。7");
    }
}
