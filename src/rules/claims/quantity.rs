//! What a figure of the text counts, and every reading that the tables offer
//! for it: data.

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// 收到、受理: applications received.
    Received,
    /// 新收: applications received this year.
    ReceivedNew,
    /// 办理: applications dealt with.
    Handled,
    /// 办结: applications done with.
    Concluded,
    /// 答复: applications answered.
    Replied,
    /// 依申请公开 N 件, without a verb.
    Applications,
    /// What holds the applications of last year too: 13 件（含上年结转 1 件）.
    WithCarried(Step),
    /// 上年结转.
    CarriedIn,
    /// 结转下年.
    CarriedOut,
    /// 结转, without a direction.
    Carried,
    /// Results of applications: the groups or rows that are counted together.
    Results(Vec<&'static str>),
    /// 予以公开 beside 部分公开: of one row alone.
    Granted,
    /// Applications by one kind of applicant.
    Applicant(Applicant),
    /// Applications by all others than one kind of applicant: none, where all are
    /// of that kind.
    Beside(Applicant),
    /// Applications that came one way; the tables hold only all of them.
    Channel,
    /// Reconsideration and litigation: which, and which result.
    Review(Subject, Option<&'static str>),
    /// A row of the disclosure table, and which of its counts.
    Document(&'static str, Option<Count>),
}

/// What was done with applications that hold those of last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 收到, 受理
    Received,
    /// 办理
    Handled,
}

/// A kind of applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicant {
    /// 自然人
    Natural,
    /// 法人或其他组织: the five other columns
    Organisations,
    /// 法人, 企业: an enterprise or any of the five
    LegalPerson,
    /// 商业企业
    Enterprise,
    /// 科研机构
    Research,
    /// 社会公益组织
    PublicWelfare,
    /// 法律服务机构
    LegalService,
    /// 其他组织: the column of that name, or the five together
    Other,
    /// 其他组织 beside other organisations
    OtherAlone,
}

/// Reconsideration or litigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// 行政复议
    Reconsideration,
    /// 行政诉讼, both ways
    Litigation,
    /// 未经复议直接起诉
    Direct,
    /// 复议后起诉
    AfterReconsideration,
    /// 行政复议、行政诉讼 together
    Both,
}

impl Subject {
    /// What two names together mean: 复议后起诉的行政诉讼 is the former, 行政复议、
    /// 行政诉讼 is both.
    pub fn with(self, other: Subject) -> Subject {
        use Subject::{AfterReconsideration, Both, Direct, Litigation};
        match (self, other) {
            (one, other) if one == other => one,
            (Litigation, way @ (Direct | AfterReconsideration))
            | (way @ (Direct | AfterReconsideration), Litigation) => way,
            (Direct, AfterReconsideration) | (AfterReconsideration, Direct) => Litigation,
            _ => Both,
        }
    }
}

/// Which count of a document row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    /// 制发
    Issued,
    /// 发布: issued, or made public while in force
    PutOut,
    /// 废止
    Repealed,
    /// 现行有效
    InForce,
    /// 累计公开
    Public,
    /// 新公开
    Opened,
    /// 上一年的项目数
    ItemsBefore,
    /// 本年的项目数
    ItemsNow,
    /// 采购项目
    Purchases,
    /// 采购总金额
    Amount,
}

/// One way to read a quantity in the tables: cells that are added or taken
/// away. A row `3.3` stands for all rows `3.3.1` … that the edition has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its name, a key of the message catalogues.
    pub name: &'static str,
    /// Its terms, the principal one first.
    pub terms: Vec<Term>,
    /// What one of the cells is, where the form leaves its unit open: 万元.
    pub scale: i128,
}

/// A term of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// +1 or −1.
    pub sign: i64,
    /// Row id, or the beginning of several.
    pub row: &'static str,
    /// Column id.
    pub column: &'static str,
}

impl Reading {
    fn new(name: &'static str, rows: &[&'static str], columns: &[&'static str], less: &[&'static str]) -> Self {
        let terms = |rows: &[&'static str], sign: i64| -> Vec<Term> {
            rows.iter().flat_map(|row| columns.iter().map(move |column| Term { sign, row, column })).collect()
        };
        let mut all = terms(rows, 1);
        all.extend(terms(less, -1));
        Reading { name, terms: all, scale: 1 }
    }

    fn scaled(self, scale: i128) -> Self {
        Reading { scale, ..self }
    }
}

const TOTAL: &[&str] = &["total"];
const ORGANISATIONS: &[&str] = &["enterprise", "research", "public_welfare", "legal_service", "other"];

impl Quantity {
    /// The same, where the text says that it holds what was carried over.
    pub fn with_carried(self) -> Quantity {
        match self {
            Quantity::Received | Quantity::Applications => Quantity::WithCarried(Step::Received),
            Quantity::Handled => Quantity::WithCarried(Step::Handled),
            other => other,
        }
    }

    /// What is left of the results where all are these.
    pub fn rest(&self) -> Option<Reading> {
        match self {
            Quantity::Results(groups) => Some(Reading::new("results", &["3.7"], TOTAL, groups)),
            _ => None,
        }
    }

    /// Whether none of these may be said in more than one way, so that one way to
    /// read it is enough.
    pub fn denied_any_way(&self) -> bool {
        matches!(self, Quantity::Beside(_) | Quantity::Carried | Quantity::Applicant(_))
    }

    /// The wholes of which a share of this may be meant, each with the parts that may
    /// be counted; none where the wholes are not settled. Where the sentence tells its
    /// whole, those answered by less than all are not meant.
    pub fn shares(&self, is_told: bool) -> Vec<(Reading, Reading)> {
        let of = |rows: &[&'static str], columns: &[&'static str], alone: bool| {
            let wholes = WHOLES.into_iter().rev().filter(|whole| !alone || *whole == rows);
            let pair = |whole: &[&'static str]| {
                (Reading::new("results", rows, columns, &[]), Reading::new("concluded", whole, TOTAL, &[]))
            };
            wholes.map(pair).collect::<Vec<_>>()
        };
        match self {
            // 信访类占30% may tell what the applications are about.
            Quantity::Results(groups) if groups.iter().all(|row| row.split('.').count() == 2) => {
                let answered: [&[&'static str]; 3] = [&["3.6"], &["3.5", "3.6"], &["2"]];
                let mut pairs = Vec::new();
                for rows in result_rows(groups) {
                    pairs.extend(of(&rows, TOTAL, false));
                    let part = Reading::new("results", &rows, TOTAL, &[]);
                    let less = answered.iter().filter(|_| !is_told);
                    pairs.extend(less.map(|less| (part.clone(), Reading::new("answered", &["3.7"], TOTAL, less))));
                }
                pairs
            }
            // 维持的占54.4%: of all, or of those decided.
            Quantity::Review(subject, Some(_)) => {
                let wholes = review_readings(*subject, None);
                let parts = self.readings();
                let pairs = parts.iter().flat_map(|part| wholes.iter().map(|whole| (part.clone(), whole.clone())));
                pairs.collect()
            }
            Quantity::Applicant(applicant) => {
                let columns = columns_of(*applicant).iter();
                columns.flat_map(|columns| WHOLES.into_iter().flat_map(|rows| of(rows, columns, true))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Every reading that the words allow, the plainest first; none where no
    /// table holds the quantity.
    pub fn readings(&self) -> Vec<Reading> {
        let rows = |name, rows: &[&'static str]| Reading::new(name, rows, TOTAL, &[]);
        let less = |name, less: &[&'static str]| Reading::new(name, &["3.7"], TOTAL, less);
        let (new, both) = (rows("new", &["1"]), rows("new_and_carried", &["1", "2"]));
        let concluded = rows("concluded", &["3.7"]);
        match self {
            Quantity::Received => vec![new, both],
            Quantity::ReceivedNew => vec![new],
            Quantity::Handled => vec![concluded, new, both],
            Quantity::WithCarried(Step::Received) => vec![both],
            Quantity::WithCarried(Step::Handled) => vec![both, concluded],
            Quantity::Concluded => vec![concluded, less("concluded_of_new", &["2"])],
            Quantity::Replied => vec![
                concluded,
                less("concluded_of_new", &["2"]),
                less("answered", &["3.6.1", "3.6.2"]),
                less("answered", &["3.6"]),
                less("answered", &["3.5", "3.6"]),
            ],
            Quantity::Applications => {
                vec![new, both, concluded, rows("disclosed", &["3.1"]), rows("disclosed_or_partly", &["3.1", "3.2"])]
            }
            Quantity::CarriedIn => vec![rows("carried_in", &["2"])],
            Quantity::CarriedOut => vec![rows("carried_out", &["4"])],
            Quantity::Carried => vec![rows("carried_out", &["4"]), rows("carried_in", &["2"])],
            Quantity::Results(groups) => result_readings(groups),
            Quantity::Granted => vec![rows("disclosed", &["3.1"])],
            Quantity::Applicant(applicant) => applicant_readings(*applicant),
            Quantity::Beside(applicant) => beside_readings(*applicant),
            Quantity::Channel => vec![new, both],
            Quantity::Review(subject, result) => review_readings(*subject, *result),
            Quantity::Document(row, count) => document_readings(row, *count),
        }
    }
}

fn result_readings(groups: &[&'static str]) -> Vec<Reading> {
    // 不予公开（属于内部事务信息）: the group and the item say the same thing.
    if nested(groups) {
        return groups.iter().map(|group| Reading::new("results", &[group], TOTAL, &[])).collect();
    }
    let names = ["results", "disclosed_or_partly"].into_iter();
    names.zip(result_rows(groups)).map(|(name, rows)| Reading::new(name, &rows, TOTAL, &[])).collect()
}

/// The rows that results may mean: 公开 may hold 部分公开.
fn result_rows(groups: &[&'static str]) -> Vec<Vec<&'static str>> {
    let mut rows = vec![groups.to_vec()];
    if groups == ["3.1"] {
        rows.push(vec!["3.1", "3.2"]);
    }
    rows
}

fn nested(groups: &[&str]) -> bool {
    groups.iter().any(|item| groups.iter().any(|group| item.len() > group.len() && item.starts_with(group)))
}

/// The columns that a kind of applicant may mean.
fn columns_of(applicant: Applicant) -> &'static [&'static [&'static str]] {
    match applicant {
        Applicant::Natural => &[&["natural_person"]],
        Applicant::Organisations => &[ORGANISATIONS],
        Applicant::LegalPerson => &[&["enterprise"], ORGANISATIONS],
        Applicant::Enterprise => &[&["enterprise"]],
        Applicant::Research => &[&["research"]],
        Applicant::PublicWelfare => &[&["public_welfare"]],
        Applicant::LegalService => &[&["legal_service"]],
        Applicant::OtherAlone => &[&["other"]],
        Applicant::Other => &[&["other"], ORGANISATIONS],
    }
}

/// All applications that a kind of applicant may be counted in: received, those of
/// last year with them, done with.
const WHOLES: [&[&str]; 3] = [&["1"], &["1", "2"], &["3.7"]];

fn applicant_readings(applicant: Applicant) -> Vec<Reading> {
    let names = |columns: &[&str]| match columns.len() {
        1 => ["new", "new_and_carried", "concluded"],
        _ => ["organisations_new", "organisations_new_and_carried", "organisations_concluded"],
    };
    columns_of(applicant)
        .iter()
        .flat_map(|columns| {
            names(columns).into_iter().zip(WHOLES).map(|(name, rows)| Reading::new(name, rows, columns, &[]))
        })
        .collect()
}

/// What stands in the other columns. 法人 may be all that is no natural person.
fn beside_readings(applicant: Applicant) -> Vec<Reading> {
    let own = columns_of(applicant).last().copied().unwrap_or_default();
    let all = ["natural_person"].into_iter().chain(ORGANISATIONS.iter().copied());
    let others: Vec<&'static str> = all.filter(|column| !own.contains(column)).collect();
    let names = ["others_new", "others_new_and_carried", "others_concluded"];
    names.into_iter().zip(WHOLES).map(|(name, rows)| Reading::new(name, rows, &others, &[])).collect()
}

fn review_readings(subject: Subject, result: Option<&'static str>) -> Vec<Reading> {
    const LITIGATION: &[&str] = &["litigation_direct", "litigation_after_reconsideration"];
    const ALL: &[&str] = &["reconsideration", "litigation_direct", "litigation_after_reconsideration"];
    let rows: &[&'static str] = match subject {
        Subject::Reconsideration => &["reconsideration"],
        Subject::Litigation => LITIGATION,
        Subject::Direct => &["litigation_direct"],
        Subject::AfterReconsideration => &["litigation_after_reconsideration"],
        Subject::Both => ALL,
    };
    let of = |name, columns: &[&'static str]| Reading::new(name, rows, columns, &[]);
    match (result, subject) {
        (None, _) => vec![of("review_total", TOTAL), of("review_decided", &["upheld", "corrected", "other"])],
        // 维持 3 件、其他 2 件: all others, or all that are decided.
        (Some("rest"), _) => vec![of("review_result", &["other"]), of("review_result", &["other", "pending"])],
        // 6件（含尚未审结1件）
        (Some("total"), _) => vec![of("review_total", TOTAL)],
        // 驳回: of the claim, which upholds, or of the case.
        (Some("rejected"), _) => vec![of("review_result", &["upheld"]), of("review_result", &["other"])],
        (Some("decided"), _) => vec![of("review_decided", &["upheld", "corrected", "other"])],
        (Some(column), Subject::Both) => [ALL, &["reconsideration"], LITIGATION]
            .into_iter()
            .map(|rows| Reading::new("review_result", rows, &[column], &[]))
            .collect(),
        (Some(column), _) => vec![of("review_result", &[column])],
    }
}

fn document_readings(row: &'static str, count: Option<Count>) -> Vec<Reading> {
    let of = |name, columns: &[&'static str]| Reading::new(name, &[row], columns, &[]);
    let (issued, in_force) = (of("issued", &["issued"]), of("in_force", &["in_force"]));
    let earlier = || [of("made", &["made"]), of("published", &["published"])];
    match (row, count) {
        (_, Some(Count::ItemsBefore)) => vec![of("previous_items", &["previous_items"])],
        (_, Some(Count::ItemsNow)) => vec![of("current_items", &["previous_items", "change"])],
        (_, Some(Count::Purchases)) => vec![of("purchases", &["items"])],
        (_, Some(Count::Amount)) => {
            let amount = of("purchase_amount", &["amount"]);
            vec![amount.clone().scaled(10_000), amount]
        }
        ("procurement", _) => Vec::new(),
        ("licensing" | "penalties" | "coercion" | "other_services", _) => {
            vec![of("decisions", &["decisions"]), of("previous_items", &["previous_items"])]
        }
        ("fees", _) => vec![of("fees", &["amount"])],
        (_, Some(Count::Issued)) => [issued].into_iter().chain(earlier()).collect(),
        (_, Some(Count::PutOut)) => {
            let public = of("total_public", &["total_public"]);
            [issued, in_force].into_iter().chain(earlier()).chain([public]).collect()
        }
        (_, Some(Count::Opened)) => vec![of("published", &["published"])],
        (_, Some(Count::Public)) => vec![of("total_public", &["total_public"])],
        (_, Some(Count::Repealed)) => vec![of("repealed", &["repealed"])],
        (_, Some(Count::InForce)) => vec![in_force, of("total_public", &["total_public"])],
        (_, None) => [issued, in_force, of("repealed", &["repealed"]), of("total_public", &["total_public"])]
            .into_iter()
            .chain(earlier())
            .collect(),
    }
}
