//! 政府信息公开工作年度报告: what its files cannot say.

/// What its editions are editions of.
pub const FORM: &str = "annual_report";

/// Table 二: 主动公开政府信息情况.
pub const DISCLOSURE: &str = "disclosure";
/// Table 三: 收到和处理政府信息公开申请情况.
pub const APPLICATIONS: &str = "applications";
/// Table 四: 政府信息公开行政复议、行政诉讼情况.
pub const REVIEW: &str = "review";
