//! The numbers of automatic lists, as the formats of WordprocessingML write
//! them.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

/// A number as this format writes it; one that is not known as decimal digits.
pub fn numeral(number: u32, format: &str) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => counted(number, &DIGITS, ['十', '百', '千', '万'], format == "chineseCountingThousand"),
        "chineseLegalSimplified" => legal(number, &LEGAL, '万'),
        "ideographLegalTraditional" => legal(number, &LEGAL_TRADITIONAL, '萬'),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            number.to_string().bytes().map(|digit| at(&DIGITS, u32::from(digit - b'0'))).collect()
        }
        "ideographTraditional" => in_turn(number, &STEMS),
        "ideographZodiac" => in_turn(number, &BRANCHES),
        "decimalFullWidth" | "decimalFullWidth2" => shifted(number, '０'),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, '①', 20),
        "decimalEnclosedParen" => enclosed(number, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(number, '⒈', 20),
        "ideographEnclosedCircle" => enclosed(number, '㊀', 10),
        _ => number.to_string(),
    }
}

fn at(digits: &[char], index: u32) -> char {
    digits.get(index as usize).copied().unwrap_or_default()
}

fn in_turn(number: u32, signs: &[char]) -> String {
    let count = signs.len() as u32;
    if (1..=count).contains(&number) { at(signs, number - 1).to_string() } else { number.to_string() }
}

fn enclosed(number: u32, first: char, most: u32) -> String {
    let sign = (1..=most).contains(&number).then(|| char::from_u32(first as u32 + number - 1)).flatten();
    sign.map_or_else(|| number.to_string(), String::from)
}

fn shifted(number: u32, zero: char) -> String {
    let digits = number.to_string();
    digits.bytes().filter_map(|digit| char::from_u32(zero as u32 + u32::from(digit - b'0'))).collect()
}

/// 十一, 二十, 一百〇一: ten without a 一 before it. `zero` is written 零 where
/// `spelled`.
fn counted(number: u32, digits: &[char; 10], units: [char; 4], spelled: bool) -> String {
    if number >= 100_000 {
        return number.to_string();
    }
    let text = placed(number, digits, units, if spelled { '零' } else { '〇' });
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

fn legal(number: u32, digits: &[char; 10], ten_thousand: char) -> String {
    if number >= 100_000 {
        number.to_string()
    } else {
        placed(number, digits, ['拾', '佰', '仟', ten_thousand], '零')
    }
}

fn placed(number: u32, digits: &[char; 10], units: [char; 4], zero: char) -> String {
    if number == 0 {
        return zero.to_string();
    }
    let [ten, hundred, thousand, ten_thousand] = units.map(Some);
    let mut text = String::new();
    let mut gap = false;
    for (power, unit) in [(10_000, ten_thousand), (1_000, thousand), (100, hundred), (10, ten), (1, None)] {
        let digit = number / power % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push(zero);
        }
        text.push(at(digits, digit));
        text.extend(unit);
    }
    text
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 5_000 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// A … Z, AA, BB …
fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let times = (index / 26 + 1).min(30) as usize;
    char::from(first + (index % 26) as u8).to_string().repeat(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_counts_as_word_does() {
        for (format, number, text) in [
            ("decimal", 12, "12"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 11, "十一"),
            ("chineseCounting", 20, "二十"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("taiwaneseCounting", 35, "三十五"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 3, "丙"),
            ("ideographZodiac", 12, "亥"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedParen", 20, "⒇"),
            ("ideographEnclosedCircle", 2, "㊁"),
            ("upperRoman", 4, "IV"),
            ("lowerRoman", 9, "ix"),
            ("upperLetter", 28, "BB"),
            ("decimalZero", 7, "07"),
            ("none", 7, ""),
            ("unheardOf", 7, "7"),
        ] {
            assert_eq!(numeral(number, format), text, "{format} {number}");
        }
    }
}
