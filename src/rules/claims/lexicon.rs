//! The words that tell what a figure counts, of whom and when: data. The
//! longest word that stands at a place is taken, so a longer entry also keeps
//! a shorter one from being seen inside it (`申请人` is no `申请`).

use super::super::passage::Passage;
use super::quantity::{Applicant, Count, Subject};
use crate::order;
use crate::words::Words;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// What a word does for the figures beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// 政府信息公开申请, beyond doubt.
    Application,
    /// 申请, of whatever the text speaks of.
    AnyApplication,
    /// 依申请公开工作: about applications, none itself.
    ApplicationMatter,
    /// 依申请公开信息: applications where they are received, else information
    /// that is not public.
    OnDemand,
    /// 尚未办结, 正在办理: not yet done, of whatever the text speaks of.
    Pending,
    /// 行政复议, 行政诉讼 and their two ways.
    Review(Subject),
    /// How a review ended, a column of its table.
    Outcome(&'static str),
    /// 审结: not pending.
    Decided,
    /// An outcome or a stage that no column of the table holds.
    OtherOutcome,
    /// A row of the disclosure table.
    Document(&'static str),
    /// 规范性文件管理: about documents, none itself.
    DocumentMatter,
    /// Something else is spoken of from here on.
    OtherTopic,
    /// Something else is spoken of in this clause.
    Aside,
    /// A notion that is no verb and no count here.
    Ignore,
    /// Received.
    Receive,
    /// 受理, 登记: received, where no noun is made of it.
    Accept,
    /// Newly received this year.
    ReceiveNew,
    /// 办理: dealt with.
    Handle,
    /// 办结: done with.
    Conclude,
    /// 答复: answered.
    Reply,
    /// From last year.
    CarryIn,
    /// 上年无结转: nothing is carried over from last year.
    NothingCarriedIn,
    /// To next year.
    CarryOut,
    /// 结转, without a direction.
    Carry,
    /// 制发, 废止, 现行有效: which of a row's counts.
    Turnover(Count),
    /// 主动公开, 公示, 发布: put before the public.
    Publish,
    /// 发布: put before the public, or issued.
    PutOut,
    /// 事项: items of a catalogue, or of work.
    Items,
    /// A group of results or one result: row id or its beginning, or several of them.
    Result(&'static str),
    /// A kind of applicant.
    Applicant(Applicant),
    /// How an application came.
    Channel,
    /// 共, 共计, 总计.
    Total,
    /// 其中.
    AmongThem,
    /// 全部, 均.
    All,
    /// 各.
    Each,
    /// 分别.
    Respectively,
    /// 除, 其余: not all of them.
    Except,
    /// Nothing was received.
    NotReceived,
    /// Nothing happened.
    NotHappened,
    /// Nothing was issued, decided or charged.
    NotIssued,
    /// 等, 主要: the list is not complete.
    Open,
    /// 涉及, 关于: only those about something.
    About,
    /// 政府信息公开: what the report is about is spoken of.
    Disclosure,
    /// 较上年: a comparison.
    Compare,
    /// 增加, 减少: a difference.
    More,
    /// 减少, 下降: a difference downwards.
    Less,
    /// 上年, 去年: another year.
    OtherYear,
    /// 本年, 今年.
    ThisYear,
    /// More than one year.
    ManyYears,
    /// Not yet done.
    Plan,
    /// 占: a share.
    Share,
    /// 办结率.
    Rate,
    /// 按时办结率, 到期: of those that were due.
    OfDue,
    /// The body itself: 我局, 本级.
    Office,
    /// The whole territory: 全区.
    Territory,
    /// Bodies below it: 各街道.
    Subordinates,
}

impl Word {
    /// Whether it says what somebody did: no name of a body starts with it.
    pub fn is_verb(self) -> bool {
        matches!(
            self,
            Word::Receive
                | Word::ReceiveNew
                | Word::Handle
                | Word::Conclude
                | Word::Reply
                | Word::Turnover(_)
                | Word::Publish
                | Word::PutOut
                | Word::CarryIn
                | Word::CarryOut
                | Word::Carry
        )
    }

    /// Whether it names something that a table counts.
    pub fn names(self) -> bool {
        matches!(
            self,
            Word::Application
                | Word::AnyApplication
                | Word::Review(_)
                | Word::Document(_)
                | Word::Result(_)
                | Word::Applicant(_)
                | Word::Outcome(_)
                | Word::Channel
        )
    }
}

/// Two results that a text counts together: the ids of their rows.
pub const GRANTED_AND_PARTLY: &str = "3.1 3.2";

/// What makes a noun of a verb before it: 办理结果, 答复质量.
const NOMINAL: Words = Words(
    "结果 情况 工作 方式 流程 程序 时限 期限 机制 质量 质效 效率 水平 意见 口径 书 函 文书 人员 单位 部门 渠道 \
     窗口 机构 点 进度 环节 过程 能力 制度 规范 要求 内容 格式 模板 标准 时间 办法 系统 平台 材料 决定 事项 率",
);

const WORDS: &[(Word, &str)] = &[
    (Word::AnyApplication, "申请 申请件 申请数 申请书"),
    (
        Word::Ignore,
        "申请人 申请表 申请渠道 申请方式 申请流程 申请条件 申请受理 申请办理 申请公开的 申请处理 申请答复 申请工作 申请接收 申请登记",
    ),
    (Word::Ignore, "涉法涉诉 涉诉信访 涉诉涉访 涉访涉诉"),
    (Word::Ignore, "作出并公开 作出并公示 作出并公布 作出并依法公开 办理并公开 办理并公示 实施并公开 实施并公示"),
    (
        Word::Ignore,
        "规章制度 信息不存在 政府信息不存在 规划计划 计划规划 工作计划 计划总结 发展计划 计划生育 计划统计 计划类 计划、 答复不当 处理不当 办理不当 垃圾处理费 污水处理费 行政诉讼法 行政复议法 行政复议机关 复议机关 行政许可法 行政处罚法 行政强制法 规范性文件库 不予受理 无正当理由 公开渠道 网络平台 网络安全 网络舆情 现场会 现场指导 现场观摩 均衡 平均 人均 均可 全部门 较好 较大 较为 较多 较少 较强 较高 较低 比较 更多 增加了解 企业信息 企业公示 主要领导 主要负责人 主要负责同志 主要职责 上级主要 网上办事 分别向 分别从 分别在 共同 公共 共享 共建 共识 中共 共产党 共性 平等 等级 等同 对等 高等 等待 等额 行政处罚案件信息 行政处罚案件 一审 二审 再审 将一 被告知 个人信息 个人隐私 个人数据 个人所得税 个人账户 个人住房",
    ),
    (
        Word::Review(Subject::Reconsideration),
        "行政复议 复议 行政复议申请 复议申请 行政复议案件 复议案件 行政复议案 申请行政复议 申请复议 行政法复议",
    ),
    (
        Word::Review(Subject::Litigation),
        "行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政应诉案件 行政应诉 应诉案件 提起行政诉讼 提起诉讼 被告 被起诉 被诉案件 \
         涉诉 涉诉案件",
    ),
    (
        Word::Review(Subject::Direct),
        "未经复议直接起诉 未经行政复议直接起诉 未经复议直接提起诉讼 未经复议直接提起行政诉讼 直接起诉 直接提起行政诉讼",
    ),
    (
        Word::Review(Subject::AfterReconsideration),
        "复议后起诉 复议后提起 经复议后提起 复议后提起诉讼 复议后提起行政诉讼 经复议后起诉 行政复议后起诉 经行政复议后起诉",
    ),
    (
        Word::Outcome("upheld"),
        "结果维持 维持 维持原行政行为 被维持 予以维持 判决维持 维持原行为 维持原答复 维持原告知 维持原决定 维持原处理决定 维持原具体行政行为 维持原状 复议维持 驳回诉讼请求 判决驳回诉讼请求 驳回原告诉讼请求 判决驳回原告诉讼请求",
    ),
    (
        Word::Outcome("corrected"),
        "结果纠正 纠正 纠错 被纠错 被纠正 予以纠正 判决纠正 被判决纠正 撤销重作 撤销并重作 撤销原答复 撤销原告知 撤销原决定 撤销原行政行为 撤销并责令重新答复 撤销并责令重新作出 撤销并责令重新处理 撤销并责令限期重新作出 撤销并责令限期重新答复 责令重新答复 责令重新作出 责令重新作出答复 责令重新处理 责令限期重新答复 责令限期重新作出 责令限期重新作出答复 责令限期重新处理 责令限期答复 责令履行 责令限期履行 确认违法 判决撤销 判决确认违法 被确认违法 变更原决定",
    ),
    (
        Word::Outcome("other"),
        "其他结果 其他结果结案 撤诉 原告撤诉 准予撤诉 裁定准许撤诉 准许撤诉 撤回起诉 撤回复议 撤回复议申请 撤回行政复议申请 申请人撤回复议申请 终止 终止审理 终止复议 终止行政复议 复议终止",
    ),
    // 驳回 alone: of the claim, or of the case.
    (
        Word::Outcome("rejected"),
        "驳回 被驳回 驳回起诉 裁定驳回起诉 驳回申请 驳回复议申请 驳回行政复议申请 驳回复议请求 驳回行政复议请求",
    ),
    (
        Word::Outcome("pending"),
        "尚未审结 未审结 正在审理 正在审理中 尚在审理 尚在审理中 仍在审理 尚未结案 未结案 审理中 待审结 在审 未结 尚无结果 暂无结果 未出结果 尚未出结果 尚未作出决定 尚未作出复议决定 尚未判决 未判决 尚未宣判 尚未裁决 尚未裁判 尚未作出判决 等待判决 待判决 等待审理 等待审理结果 正在审查 尚在审查 尚在审查中 仍在审查 正处于审理阶段 处于审理阶段 审理阶段 仍在审理中 还在审理 还在审理中 尚未审理完毕 尚未审理终结 尚未终结 尚无定论 尚未裁定",
    ),
    (Word::Pending, "未到期 尚未到期 未到答复期限 未到办理期限 未到办结期限"),
    (Word::Decided, "审结 已审结 已结案 审理完毕 已审理完毕"),
    (
        Word::OtherOutcome,
        "败诉 胜诉 撤回 撤销 责令 一审判决 一审案件 二审案件 再审案件 上诉 调解 和解 不予受理案件 超期 逾期答复 违法 不当 追究 问责 出庭",
    ),
    (Word::DocumentMatter, "规范性文件管理 行政规范性文件管理 规范性文件方面 规范性文件清理 行政规范性文件清理"),
    (Word::Document("normative_documents"), "行政规范性文件 规范性文件 税务规范性文件"),
    (Word::Document("rules"), "规章 政府规章 行政规章"),
    (Word::Document("licensing"), "行政许可 行政许可决定 行政许可处理决定"),
    (Word::Document("penalties"), "行政处罚 行政处罚决定 行政处罚处理决定"),
    (Word::Document("coercion"), "行政强制 行政强制决定 行政强制措施 行政强制处理决定"),
    (Word::Document("other_services"), "其他对外管理服务事项 其他对外管理服务"),
    (Word::Document("procurement"), "政府集中采购 政府集中采购项目 集中采购 集中采购项目"),
    (Word::Document("fees"), "行政事业性收费 行政事业性收费金额"),
    (
        Word::OtherTopic,
        "建议 提案 议案 信访件 信访 热线 工单 留言 来信 咨询 网民 政策解读 解读 微信 微博 公众号 培训 会议 新闻 稿件 舆情 印发公文 公文 文件公开 属性 制作、获取 政府信息总数 信息总数 不予公开信息 不予公开信息数 不予公开文件 不予公开类 不予公开属性 主动公开信息 主动公开政府信息 主动公开文件 主动公开类 公开信息 公开政府信息 发布信息 发布各类信息 动态信息 督办 电话 救助 补贴 救济 赔偿 采购 招标 办件 12345",
    ),
    (
        Word::Aside,
        "转其他 转交 移交 转送 转由 转至其他 引导 督促 信访举报 投诉 举报 异议 意见 备案 合法性审查 合法性审核 审查 审核 修订 修改 收费情况 信息处理费 处理费 收取 收费 费用 政务服务 案卷 档案 检查 抽查 考核 整改 错敏 错别字 便民 听证 决算 预算 名义 告知书 答复书 答复文书 文书 决定书 行政复议决定书 复议决定书 行政处罚决定书 行政许可决定书 模板 公开指南 会商 研判 案例 台账 复制件 通知书 延期 延长 当场 口头 逾期 超期 重新 补正 转办 移送 协助 告知 指导 撤回 更正 转为主动公开 转主动公开 立案 查处 减免 免收 免征 退还 降费",
    ),
    (Word::Receive, "收到 接到 接受 收到并受理 受理了 收到了 收件 收悉 接收到"),
    (Word::Accept, "受理 接收 登记 登记受理 接收办理 受理办理"),
    (Word::ReceiveNew, "新收 新收到 新受理 新接收 新增受理 本年新收 新收件"),
    (Word::Handle, "办理 处理 承办"),
    (Word::Conclude, "办结 办理完毕 处理完毕 办毕 办理完成 办理办结 办理结束 完成办理"),
    (Word::Reply, "答复 回复 办复 予以答复 作出答复"),
    (Word::Carry, "结转 结转至 转结 接转"),
    (
        Word::Turnover(Count::Issued),
        "制发 制定 出台 印发 新制定 新制作 制作 新出台 新增 本年制发 制定出台 制定印发 制定发布 新发布 新印发 新制发 颁布 制订 新制订 下发 制订出台 制订印发",
    ),
    (Word::Turnover(Count::Opened), "新公开 本年新公开"),
    (
        Word::Turnover(Count::Repealed),
        "废止 失效 宣布失效 清理废止 废止失效 废止或失效 宣布废止 予以废止 废除 停止执行 停止施行",
    ),
    (
        Word::Turnover(Count::InForce),
        "保留有效 保留 继续保留 予以保留 现行有效 继续有效 有效件数 有效文件 有效文件总数 有效总数 有效数 仍有效 仍然有效 依然有效 目前有效 现行有效的 继续执行 继续施行 继续实施 仍在施行 仍在执行 累计有效 留存有效",
    ),
    (
        Word::Publish,
        "刊登 刊发 编发 归集 公开 公示 主动公开 对外公开 信息 目录 平台 结果 清单 项目 栏目 指南 流程 裁量 依据 双公示 目录清单",
    ),
    (Word::Items, "事项"),
    (Word::PutOut, "发布 公布 统一发布 集中发布 公开发布 对外发布"),
    (
        Word::Result("3.1"),
        "属于公开范围 属于主动公开范围 属于可公开 可以公开 准予公开 予以公开 同意公开 予以全部公开 全部予以公开 予以主动公开",
    ),
    (
        Word::Result("3.2"),
        "属于部分公开范围 属于部分公开 部分公开 予以部分公开 部分予以公开 部分准予公开 部分同意公开 准予部分公开 同意部分公开 部分可以公开",
    ),
    (
        Word::Result(GRANTED_AND_PARTLY),
        "全部或部分公开 全部公开或部分公开 全部或者部分公开 公开（含部分公开） 予以公开（含部分公开） 公开（包括部分公开） 予以公开（包括部分公开） 公开（包含部分公开） 予以公开（包含部分公开） 公开类（含部分公开） 公开类（包括部分公开） 公开类（包含部分公开） 同意公开（含部分公开） 公开（含部分） 予以公开（含部分） 公开及部分公开 公开和部分公开 公开或部分公开 公开或者部分公开 予以公开或部分公开 予以公开或者部分公开",
    ),
    (Word::Result("3.3"), "不予公开范围 属于不予公开范围 属于不予公开 不予公开 不同意公开 决定不予公开 不公开"),
    (Word::Result("3.3.1"), "属于国家秘密 属国家秘密 涉及国家秘密 国家秘密"),
    (Word::Result("3.3.2"), "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开"),
    (Word::Result("3.3.3"), "危及“三安全一稳定” 三安全一稳定 危及三安全一稳定"),
    (
        Word::Result("3.3.4"),
        "保护第三方合法权益 涉及第三方合法权益 第三方合法权益 损害第三方合法权益 第三方权益 涉及第三方权益 第三方不同意公开 第三方不同意",
    ),
    (
        Word::Result("3.3.5"),
        "属于三类内部事务信息 三类内部事务信息 属于内部事务信息 属内部事务信息 内部事务信息 内部事务类信息 内部事务",
    ),
    (Word::Result("3.3.6"), "属于四类过程性信息 四类过程性信息 属于过程性信息 属过程性信息 过程性信息"),
    (
        Word::Result("3.3.7"),
        "属于行政执法案卷 属行政执法案卷 行政执法案卷 行政执法案卷信息 属于行政执法案卷信息 执法案卷 执法案卷信息 属执法案卷 属于执法案卷",
    ),
    (Word::Result("3.3.8"), "属于行政查询事项 属行政查询事项 行政查询事项 属查询事项 属于查询事项"),
    (Word::Result("3.4"), "无法提供 无法公开 不能提供 未能提供"),
    (
        Word::Result("3.4.1"),
        "本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握 不掌握相关信息 不掌握 未掌握 不掌握该信息 本单位不掌握 我局不掌握 本局不掌握 非本机关掌握 不属于本机关掌握 不属于本机关掌握的信息 不属于本机关掌握的政府信息 不属于本单位掌握 不属于本单位掌握的信息 不属于我局掌握 不属于我局掌握的信息 不属于本局掌握 不属于本局掌握的信息 非本单位掌握 非我局掌握",
    ),
    (
        Word::Result("3.4.2"),
        "没有现成信息需要另行制作 没有现成信息 无现成信息 需要另行制作 需另行制作 没有现成信息需另行制作",
    ),
    (
        Word::Result("3.4.3"),
        "补正后申请内容仍不明确 补正后仍不明确 补正后不明确 补正不明确 经补正申请内容仍不明确 经补正仍不明确 经补正后仍不明确 经补正内容仍不明确 补正后内容仍不明确 补正后申请内容不明确 补正后申请仍不明确 申请内容仍不明确 申请内容不明确",
    ),
    (Word::Result("3.5"), "不予处理 不处理"),
    (
        Word::Result("3.5.1"),
        "信访举报类 信访投诉举报类 信访、投诉、举报类 信访投诉类 信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类 信访、举报、投诉类申请 信访性质 属信访性质 属于信访性质 属信访事项 属于信访事项",
    ),
    (Word::Result("3.5.2"), "重复申请"),
    (Word::Result("3.5.3"), "要求提供公开出版物 公开出版物"),
    (Word::Result("3.5.4"), "无正当理由大量反复申请 大量反复申请"),
    (
        Word::Result("3.5.5"),
        "要求行政机关确认或重新出具已获取信息 确认或重新出具 确认或重新出具已获取信息 重新出具已获取信息 要求重新出具已获取信息 要求确认或重新出具已获取信息",
    ),
    (
        Word::Result("3.6.1"),
        "逾期不补正 逾期未补正 逾期未作补正 逾期没有补正 申请人逾期未补正 无正当理由逾期不补正 申请人无正当理由逾期不补正",
    ),
    (
        Word::Result("3.6.2"),
        "逾期未缴费 逾期不缴费 逾期未缴纳费用 逾期未缴纳信息处理费 逾期未按收费通知要求缴纳费用 未按收费通知要求缴纳费用",
    ),
    (Word::Result("3.6"), "其他处理 其他处理结果 作其他处理 其他方式处理"),
    (
        Word::Applicant(Applicant::Natural),
        "自然人 自然人申请 公民 个人申请 公民申请 公民个人 自然人提出 公民个人申请 个人 个人提出 以个人名义",
    ),
    (
        Word::Applicant(Applicant::Organisations),
        "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人或其他组织申请",
    ),
    (Word::Applicant(Applicant::LegalPerson), "法人 法人申请 企业 企业申请 单位申请 法人单位 以企业名义 以单位名义"),
    (Word::Applicant(Applicant::Enterprise), "商业企业 商业企业申请"),
    (Word::Applicant(Applicant::Research), "科研机构 科研院所 科研单位 研究机构"),
    (Word::Applicant(Applicant::PublicWelfare), "社会公益组织 公益组织 公益机构"),
    (Word::Applicant(Applicant::LegalService), "法律服务机构 律师事务所 律所 法律服务所"),
    (Word::Applicant(Applicant::Other), "其他组织 其他组织申请 其他组织提出"),
    (
        Word::Ignore,
        "公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 自然人、法人和其他组织 自然人、法人或其他组织 自然人、法人或者其他组织 自然人、法人及其他组织 公民和法人",
    ),
    (
        Word::Channel,
        "网络 网络申请 网上 网上申请 在线 在线申请 信函 信函申请 邮寄 邮寄申请 当面 当面申请 现场申请 现场 传真 传真申请 电子邮件 邮件 邮件申请 网络提交 窗口 来信申请 其他方式 其他渠道 线上 线下 线上申请 线下申请 平台申请 邮政寄送 网站 邮箱 申请系统 公开系统 挂号信 快递 大厅 书面 书面申请",
    ),
    (Word::Total, "共 共计 总计 合计 总共 累计 一共 共有 总数 总量 总数为 共计为 总数达"),
    (Word::AmongThem, "其中 其中包括 其中包含 其中有"),
    (Word::All, "全部 皆 皆已 均 均已 全都 已全部 都已 都 悉数"),
    (Word::Each, "各"),
    (Word::Respectively, "分别 分别为 分别是 分别有 依次为"),
    (Word::Except, "不含 不包括 不包含 除 其余 剩余 以外 之外 另有 余下"),
    (Word::Open, "等 含 内含 主要 主要包括 主要有 主要为 主要涉及 包括 如 例如 重点 还 另外 此外 以及其他"),
    (Word::About, "涉及 关于 有关 针对 反映 类申请 类政府信息公开申请 类信息公开申请 类依申请公开"),
    (Word::Disclosure, "政府信息公开 信息公开 政务公开 政府信息 相关"),
    (
        Word::Compare,
        "较上年 较上年度 较去年 比上年 比去年 比上年度 同比 环比 较上一年 较上一年度 比上一年 与上年相比 与去年相比 与上年度相比 相比 相较 较前一年 较同期 对比",
    ),
    (Word::More, "增加 增长 上升 增多 提高 提升 多出 增幅 上涨 净增 增加了 增长了"),
    (Word::Less, "减少 下降 降低 降幅 减幅 下降了 减少了 回落"),
    (
        Word::OtherYear,
        "上年 去年 上一年 上年度 上一年度 去年度 往年 前一年 上年同期 去年同期 前年 上半年 下半年 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 前三季度",
    ),
    (Word::ThisYear, "本年 本年度 今年 全年 年内"),
    (Word::ManyYears, "以来 历年 近年 近年来 近三年 近两年 近五年 至今 迄今 三年来 五年来 截至目前"),
    (Word::Plan, "计划 力争 预计 下一步 明年 今后 下一年度 将继续 拟 目标"),
    (
        Word::Share,
        "比例 比例为 比重 比重为 占 占比 占比为 占总数 占总量 占全部 占比达 占总数的 占全部的 占申请总数 占申请总量 占办结总数 约占 占到 占申请总数的 占总申请量 占总申请量的 占办理总数的",
    ),
    (Word::Rate, "办结率 办结率为 办结率达 办结率达到"),
    (
        Word::OfDue,
        "按时办结率 按期办结率 及时办结率 依法办结率 限期办结率 按时答复率 到期 应办结 按时 期满 法定期限内办结率 应答复",
    ),
    (
        Word::Office,
        "我局 本局 我办 我委 本委 我厅 本厅 我院 我中心 我单位 本单位 本机关 局机关 委机关 机关本级 我办公室 市本级 县本级 区本级 州本级 镇本级 本级 我局本级 我大队 我支队 我分局",
    ),
    (
        Word::Territory,
        "全市 全县 全区 全省 全州 全镇 全乡 全街道 全旗 我市 我县 我区 我省 我州 我镇 我乡 我街道 全市各级 全县各级 全区各级 我旗 全系统 本市 本县 本区 本镇 本乡 我镇街",
    ),
    (
        Word::Subordinates,
        "各镇 各乡镇 各街道 各镇街 各部门 各单位 各科室 各乡 下属单位 所属单位 直属单位 各镇（街道） 各乡镇（街道） 部门和街道 基层 市直部门 县直部门 区直部门 市直单位 县直单位 区直单位 直属部门 县区 区县 乡镇 镇街 街镇 各区县 各县区 各县（市、区） 各区（县） 市级部门 县级部门 区级部门 市级 县级 区级 省级 乡镇级 相关部门 有关部门",
    ),
];

/// A word as it is looked for.
struct Entry {
    first: char,
    rest: Vec<char>,
    word: Word,
}

/// The words by their first character, the longest first.
static LEXICON: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let entry = |spelling: &str, word: Word| {
        let mut characters = spelling.chars();
        Some(Entry { first: characters.next()?, rest: characters.collect(), word })
    };
    let entries = |&(word, spellings): &(Word, &'static str)| {
        Words(spellings).iter().filter_map(move |spelling| entry(spelling, word))
    };
    let mut lexicon: Vec<Entry> = WORDS.iter().flat_map(entries).collect();
    order::sort_by_key(&mut lexicon, |entry| (entry.first, Reverse(entry.rest.len())));
    lexicon
});

/// The longest word that starts at an index, and the index behind it.
pub fn word(passage: &Passage, start: usize) -> Option<(Word, usize)> {
    let (&first, rest) = passage.chars.get(start..)?.split_first()?;
    let words = LEXICON.get(LEXICON.partition_point(|entry| entry.first < first)..)?;
    let mut alike = words.iter().take_while(|entry| entry.first == first);
    let entry = alike.find(|entry| rest.starts_with(&entry.rest))?;
    Some(nominal(passage, entry.word, start + 1 + entry.rest.len()))
}

/// 办理结果 is a noun and no 办理.
fn nominal(passage: &Passage, word: Word, end: usize) -> (Word, usize) {
    let is_step = matches!(word, Word::Handle | Word::Conclude | Word::Reply | Word::Accept);
    match is_step.then(|| passage.behind(end, NOMINAL)).flatten() {
        Some(end) => (Word::Ignore, end),
        None => (if word == Word::Accept { Word::Receive } else { word }, end),
    }
}
