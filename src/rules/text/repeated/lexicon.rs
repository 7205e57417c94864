//! What makes no sense twice, and where two words only meet.

use crate::rules::Passage;

/// Words of two characters that never make sense twice.
const WORDS: &str = "\
    进行 不断 落实 以及 开展 完善 提升 我局 我县 我区 我市 我镇 主动 进一 严格 \
    方面 要求 内容 存在 能够 按照 根据 并且 没有 条例 渠道 规定 更新 强化 \
    提高 优化 健全 建立 确保 做好 认真 全面 持续 切实 深入 栏目 审核 \
    回应 依法 依规 全年 本年 目前 同时 此外 其中 有关 相关 各项 各类 结合 围绕 贯彻 \
    坚持 加大 增强 促进 推动 实现 形成 取得 具有 负责 收到 受理 我们 他们 以来 以后 \
    因此 所以 由于 为了 对于 关于 全县 全市 全区 全镇 我街 我办 我委 我院 我乡 \
    下一 仍然 已经 可以 应当 必须 需要 继续 努力 水平 力度 效率 高度 重视 \
    门户 统筹 部署 定期 依托 利用 注重 印发 制定 修订 梳理 汇总 编制 报送 提供 \
    采取 措施 环节 领域 要点 指南 职能 职责 经费 振兴 打造 搭建 畅通 拓宽 拓展 \
    丰富 细化 明显 显著 充分 广泛 便捷 便民 知情 有序 有力 常态 长效 逐步 \
    逐级 继而 从而 并对 使得 以便 尤其 正在 一直 始终 依然 还是 不够 不足 较为 比较 \
    有待 仍需 针对";
/// Words, what stands before the first one where it is the end of another word
/// (县政府｜政府信息), and what follows the second one where it begins another
/// (工作｜工作人员).
const WORDS_THAT_MEET: &[(&str, &str, &str)] = &[
    ("的", "目", "士确"),
    ("有", "所没拥国具现含占享私公原共富持仅还只未特固稀少独罕带附设据另各保", "关效利序力限益害"),
    ("在", "存实现内潜所正仍旨重贵好常外", ""),
    ("对", "针面核应比相绝反校查配", "口外象应策标照接比方内等手话称"),
    ("和", "总温饱共缓协柔平亲", "谐平谈睦解"),
    ("与", "参赠授相", "会否"),
    ("了", "", "解如"),
    ("及", "以涉普顾提触波危惠", "时其早至格"),
    ("将", "即必终大上", "军来要近领"),
    ("被", "", ""),
    ("并", "合一兼", "且列网联购轨行"),
    ("从", "服听自遵顺随", "业事严而容重快"),
    ("向", "方面投走转定趋流导倾动意双单一反正横纵偏指", "导上好阳往"),
    ("其", "尤与极及", "他中次它余实间后"),
    ("已", "", ""),
    ("我", "自", ""),
    ("未", "", ""),
    ("均", "平人", ""),
    ("拟", "虚模草", "定"),
    ("且", "而况尚暂并", ""),
    ("该", "应本", ""),
    ("让", "谦转出退割礼忍", "利"),
    ("较", "比", ""),
    ("把", "", "关握"),
    ("本", "版成基资样文范副原根课书日标教脚", "子"),
    ("们", "", ""),
    ("但", "不", ""),
    ("或", "", ""),
    ("由", "自理事缘", "于来此"),
    ("信息", "", "化系安技资员"),
    ("工作", "", "人机要动规方制日流职年情"),
    ("及时", "", "性"),
    ("积极", "", "性"),
    ("加强", "", "型"),
    ("推进", "", "会"),
    ("情况", "", "说"),
    ("通过", "", "率"),
    ("制度", "", "化建"),
    ("时间", "", "表节"),
    ("年度", "", "报"),
    ("机制", "", "化"),
    ("组织", "", "者架"),
    ("发布", "", "会平"),
    ("有效", "", "性期"),
    ("数据", "", "库"),
    ("文件", "", "夹"),
    ("政策", "", "性"),
    ("政府", "民县市区镇乡省州旗级本各方盟国道会办", ""),
    ("会议", "", "纪记室材通议"),
    ("公开", "务息动请", "栏指目属内"),
    ("管理", "市安理急场合", "局办员部委制规条"),
    ("服务", "务生", "中局大员业"),
    ("监督", "场品", "管员所局"),
    ("审查", "", "意"),
    ("宣传", "", "部"),
    ("培训", "", "班"),
    ("解读", "", "材率"),
    ("保障", "", "局"),
    ("规范", "", "性化"),
    ("主要", "", "负"),
    ("重点", "", "领工"),
    ("执行", "", "力"),
    ("办理", "", "情结时"),
    ("答复", "", "书率"),
    ("申请", "", "人表书"),
    ("行政", "", "许处强复诉执机审区村"),
    ("复议", "", "机委决"),
    ("诉讼", "", "案"),
    ("法律", "", "顾服"),
    ("法规", "", "规"),
    ("社会", "", "保公组主事"),
    ("公众", "", "号"),
    ("通知", "", "书"),
    ("意见", "", "箱建"),
    ("领导", "", "小干班人"),
    ("单位", "", "负主"),
    ("机关", "", "事党"),
    ("人民", "", "政法群检代"),
    ("质量", "", "监技"),
    ("能力", "", "建"),
    ("责任", "", "制人书追"),
    ("安全", "品", "生监局保"),
    ("明确", "", "性"),
    ("方式", "", "方"),
    ("流程", "", "图"),
    ("程序", "", "员正"),
    ("方案", "", "编"),
    ("目录", "", "清"),
    ("任务", "", "书清"),
    ("预算", "", "编执"),
    ("决算", "", "公"),
    ("项目", "", "部组"),
    ("资金", "", "池"),
    ("企业", "", "家"),
    ("民生", "", "实工"),
    ("教育", "", "局部厅"),
    ("医疗", "", "保机"),
    ("环境", "", "保局"),
    ("乡村", "", "振建"),
    ("建设", "", "局厅部项"),
    ("发展", "", "改规战"),
    ("改革", "", "开"),
    ("创新", "", "性"),
    ("经济", "", "社发"),
    ("准确", "", "性"),
    ("真实", "", "性"),
    ("完整", "", "性"),
    ("透明", "", "度"),
    ("高效", "", "率"),
    ("满意", "", "度率"),
    ("参与", "", "者度"),
    ("动态", "", "调更管"),
    ("特别", "", "是"),
    ("部门", "", "预决间"),
    ("指导", "", "意性员"),
    ("保密", "", "审工局委"),
    ("意识", "", "形"),
    ("精神", "", "文"),
    ("群众", "", "路性"),
    ("平台", "", "经化"),
    ("网站", "", "群"),
    ("问题", "", "清导"),
    ("反馈", "", "率"),
    ("清单", "", "制"),
    ("公正", "", "性"),
    ("公平", "", "性"),
];
/// Verbs of two characters that are said twice on purpose: 研究研究.
const SAID_TWICE: &str = "\
    研究 讨论 沟通 商量 商议 考虑 学习 了解 交流 打听 检查 调查 整理 总结 介绍 练习 体验 参观 休息 锻炼 放松 \
    请教 收拾 核实 议论 探讨 琢磨 合计 盘算 关心 打扫 活动 见识 尝试 改造 认识 修理 准备 安排 分析 考察 \
    比划 观察 教育 批评 支持 照顾 帮助 轻轻";
/// What a name ends with where its people or things are told next:
/// 东山社区｜社区居民.
const ENDS_NAMES: &str = "\
    社区 小区 街道 乡镇 学校 小学 中学 大学 医院 公司 集团 中心 大厅 广场 公园 园区 景区 市场 新区 地区 校区 \
    党组 党委 支部 财政 农业 农村 水利 交通 卫生 健康 审计 司法 公安 民政 统计 税务 林业 应急 城管 住建 人社 \
    自然 生态 文化 体育 旅游 科技 商务 民族 宗教 档案 信访 气象 消防 海关 检察 法院 法制 法治 行业 产业 工业 \
    书记 主任 局长 代表 委员 职工 工会 协会 学会 大会 专业 高校 银行 保险 热线 频道 电视 广播 图书";
/// What makes a longer word of what stands before it: 叮当｜叮当村.
const MAKES_LONGER: &str =
    "局部厅委会办处室站所院馆台员人者家性化率度书表单件库力量型类级法权品村镇乡县市区州路街河湖山桥湾号组队科股";
/// Whether the word of this length at an index, which follows itself, makes no
/// sense twice.
pub(super) fn makes_no_sense(passage: &Passage, at: usize, length: usize) -> bool {
    if length == 2 && WORDS.split(' ').any(|word| passage.starts_with(at, word)) {
        return true;
    }
    let known = |(word, _, _): &&(&str, &str, &str)| word.chars().count() == length && passage.starts_with(at, word);
    let Some((_, before, after)) = WORDS_THAT_MEET.iter().find(known) else {
        return length == 2 && !may_stand_twice(passage, at);
    };
    let stands =
        |at: Option<usize>, among: &str| at.and_then(|at| passage.char(at)).is_some_and(|char| among.contains(char));
    !stands(at.checked_sub(1), before) && !stands(Some(at + 2 * length), after)
}

/// Whether two characters that no list knows may follow themselves: said so on
/// purpose, a number, a name in quotes, the end of a name and what it has.
fn may_stand_twice(passage: &Passage, at: usize) -> bool {
    let is = |list: &str| list.split_whitespace().any(|word| passage.starts_with(at, word));
    let char_is =
        |at: Option<usize>, among: &str| at.and_then(|at| passage.char(at)).is_some_and(|char| among.contains(char));
    // 政务服务服务: 务服务服 is no word; what is doubled begins beside it.
    let turned = passage.char(at + 4) == passage.char(at)
        || at.checked_sub(1).is_some_and(|before| passage.char(before) == passage.char(at + 1));
    let counts = (at..at + 2).any(|at| char_is(Some(at), "〇零一二三四五六七八九十百千万亿两点"));
    let named = char_is(at.checked_sub(1), "“‘《「") && char_is(Some(at + 4), "”’》」");
    turned || counts || named || char_is(Some(at + 4), MAKES_LONGER) || is(SAID_TWICE) || is(ENDS_NAMES)
}
