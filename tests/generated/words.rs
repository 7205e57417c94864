//! Sentences of invented reports, put together from parts so that no two texts
//! are alike.

use super::support::Random;

const SUBJECTS: [&str; 24] = [
    "城乡供水",
    "学籍管理",
    "食品抽检",
    "道路养护",
    "林木采伐",
    "医保报销",
    "水库蓄水",
    "农机补贴",
    "房屋征收",
    "招考录用",
    "危房改造",
    "商铺年检",
    "公交线路",
    "消防演练",
    "湿地修复",
    "婚姻登记",
    "低保核定",
    "土地流转",
    "文物修缮",
    "垃圾分类",
    "气象预警",
    "渔船登记",
    "校车运营",
    "桥梁检测",
];
const PEOPLE: [&str; 16] = [
    "用水户",
    "家长",
    "摊主",
    "司机",
    "林农",
    "参保人",
    "渔民",
    "种粮大户",
    "业主",
    "考生",
    "残疾人",
    "店主",
    "乘客",
    "网格员",
    "牧民",
    "导游",
];
const MEANS: [&str; 16] = [
    "办事指南",
    "问答手册",
    "流程图",
    "短视频",
    "公示牌",
    "电子地图",
    "明白卡",
    "方言广播",
    "动漫解说",
    "入户单页",
    "数据表格",
    "政策对照表",
    "案例汇编",
    "语音播报",
    "公开日活动",
    "圆桌座谈",
];
const ACTS: [&str; 16] = [
    "重写",
    "拆成三段写清",
    "译成口语",
    "配上实例",
    "压缩到一页",
    "交给群众试读",
    "按事项编号",
    "逐条注明依据",
    "附上联系窗口",
    "标出办理时限",
    "列出常见差错",
    "换成大字版",
    "加注术语",
    "按街区排列",
    "逐月更新",
    "统一版式",
];
const EFFECTS: [&str; 16] = [
    "来电询问少了三成",
    "窗口排队明显缩短",
    "退件大为减少",
    "回访时多数人说看得懂",
    "咨询集中在两个老问题上",
    "办理时间缩短两天",
    "没有再出现重复补件",
    "外地来的人也能照着办",
    "村里的人开始主动来问",
    "网上点击翻了一番",
    "意见箱里的抱怨少了",
    "第三方评分升了四位",
    "企业一次办成的多了",
    "新来的同事也能上手",
    "节假日也有人值守答复",
    "错办漏办得到纠正",
];
const PLACES: [&str; 16] = [
    "集市",
    "车站",
    "校门口",
    "码头",
    "社区食堂",
    "卫生院",
    "图书馆",
    "产业园",
    "合作社",
    "文化站",
    "广场",
    "菜场",
    "水厂",
    "林场",
    "客运站",
    "夜校",
];
const WEAK: [&str; 12] = [
    "基层经办人员更换频繁",
    "部分栏目更新跟不上",
    "解读材料还不够通俗",
    "历史文件数字化进度偏慢",
    "跨部门的数据口径不一",
    "偏远村组获取信息不便",
    "公开内容的检索不够顺手",
    "征求意见的反馈不够及时",
    "个别答复说理不够充分",
    "新旧栏目衔接不够自然",
    "老年人使用线上渠道有困难",
    "业务科室参与公开的积极性不高",
];
const REMEDIES: [&str; 12] = [
    "安排老同志带新人三个月",
    "给每个栏目定一名责任人",
    "请退休教师改写解读",
    "分三批完成旧文扫描",
    "每季度开一次数据碰头会",
    "在村部设一台查询机",
    "重做站内检索的词表",
    "意见征集结束后一周内公布采纳情况",
    "建立答复书互查",
    "把旧栏目的内容并入新栏目",
    "在服务大厅安排专人帮办",
    "把公开情况写进科室小结",
];

fn of<'a>(words: &[&'a str], random: &mut Random) -> &'a str {
    words[random.next(words.len() as u64) as usize]
}

/// A sentence about the year's work.
fn work(random: &mut Random) -> String {
    let (subject, people, means, act, effect, place) = (
        of(&SUBJECTS, random),
        of(&PEOPLE, random),
        of(&MEANS, random),
        of(&ACTS, random),
        of(&EFFECTS, random),
        of(&PLACES, random),
    );
    match random.next(8) {
        0 => format!("针对{people}问得最多的{subject}，把{means}{act}，{effect}。"),
        1 => format!("在{place}摆出{subject}的{means}，由{people}当场挑错，随后{act}，{effect}。"),
        2 => format!("{subject}改由{people}代表参加讨论，{means}据此{act}。"),
        3 => format!("把{subject}的{means}送到{place}，{people}反映{effect}。"),
        4 => format!("{people}建议将{subject}{act}，已照办，并在{place}张贴{means}。"),
        5 => format!("围绕{subject}走访{place}，听{people}讲难处，回来后用{means}作了说明，{effect}。"),
        6 => format!("对{subject}的旧材料{act}，另备{means}供{people}在{place}取用。"),
        _ => format!("以{means}介绍{subject}，先请{people}看样，再在{place}发放，{effect}。"),
    }
}

fn works(count: usize, random: &mut Random) -> String {
    (0..count).map(|_| work(random)).collect()
}

/// 总体情况 with its five aspects; `new` is the number of applications received.
pub fn summary(new: i64, random: &mut Random) -> Vec<String> {
    let subject = of(&SUBJECTS, random);
    let place = of(&PLACES, random);
    vec![
        format!("（一）主动公开。以{subject}为重点发布信息。{}", works(3, random)),
        format!("（二）依申请公开。本年新收政府信息公开申请{new}件，均按期处理。{}", works(1, random)),
        format!("（三）政府信息管理。发布前由{}科室自查、办公室复核。{}", of(&SUBJECTS, random), works(1, random)),
        format!("（四）政府信息公开平台建设。网站增设“{subject}”栏目，并在{place}设查阅点。{}", works(1, random)),
        format!("（五）监督保障。公开工作列入考核，请{}评议。{}", of(&PEOPLE, random), works(1, random)),
    ]
}

/// 存在的主要问题及改进情况.
pub fn problems(random: &mut Random) -> String {
    let (subject, people, place) = (of(&SUBJECTS, random), of(&PEOPLE, random), of(&PLACES, random));
    let (first, second) = (of(&WEAK, random), of(&WEAK, random));
    let (one, other) = (of(&REMEDIES, random), of(&REMEDIES, random));
    match random.next(3) {
        0 => format!(
            "一是{first}，{subject}方面尤为明显；二是{second}。下一步将{one}，并{other}，先在{place}试行。{}",
            works(1, random)
        ),
        1 => {
            format!("{people}反映{first}，特别是{subject}；另外{second}。已经{one}，还要{other}。{}", works(1, random))
        }
        _ => format!(
            "{subject}的公开还有不足：{first}；{second}。改进的办法是{one}，在{place}{other}。{}",
            works(1, random)
        ),
    }
}
