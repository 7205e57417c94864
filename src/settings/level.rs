//! The level of the body that reports.

use crate::words::Words;

/// Where a body stands. It tells whether the body can make 规章 at all
/// (《立法法》第九十一条、第九十三条).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(feature = "region", derive(serde::Deserialize))]
#[cfg_attr(feature = "region", serde(rename_all = "snake_case"))]
pub enum OrganLevel {
    /// A department of the State Council.
    Ministry,
    /// The government of a province, autonomous region or municipality.
    Province,
    /// A department of a provincial government.
    ProvinceDepartment,
    /// The government of a 设区的市 or 自治州.
    Prefecture,
    /// A department of such a government.
    PrefectureDepartment,
    /// The government of a county, county-level city or district.
    County,
    /// A department of such a government.
    CountyDepartment,
    /// A town, township or subdistrict.
    Township,
}

impl OrganLevel {
    /// All of them, from the top.
    pub const ALL: [OrganLevel; 8] = [
        OrganLevel::Ministry,
        OrganLevel::Province,
        OrganLevel::ProvinceDepartment,
        OrganLevel::Prefecture,
        OrganLevel::PrefectureDepartment,
        OrganLevel::County,
        OrganLevel::CountyDepartment,
        OrganLevel::Township,
    ];

    /// Its name in settings and results: `county_department`.
    pub const fn name(self) -> &'static str {
        match self {
            OrganLevel::Ministry => "ministry",
            OrganLevel::Province => "province",
            OrganLevel::ProvinceDepartment => "province_department",
            OrganLevel::Prefecture => "prefecture",
            OrganLevel::PrefectureDepartment => "prefecture_department",
            OrganLevel::County => "county",
            OrganLevel::CountyDepartment => "county_department",
            OrganLevel::Township => "township",
        }
    }

    /// Whether a body of this level can make 规章.
    pub const fn makes_rules(self) -> bool {
        matches!(self, OrganLevel::Ministry | OrganLevel::Province | OrganLevel::Prefecture)
    }

    /// The level that a name tells, where it surely tells one of those below
    /// rule-making; `None` where it may be any.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.trim().trim_end_matches("办公室").trim_end_matches("人民政府").trim_end_matches("办事处");
        if name.ends_with(['镇', '乡']) || name.ends_with("街道") {
            return Some(OrganLevel::Township);
        }
        if name.starts_with("国家") || name.starts_with("中国") || name.starts_with("中华") || name.ends_with("总局")
        {
            return None;
        }
        let department = name.ends_with('局') || name.ends_with("委员会") && !name.contains("管理委员会");
        if department && name.contains('县') {
            return Some(OrganLevel::CountyDepartment);
        }
        if department && name.contains('市') && MUNICIPALITIES.starting(name).is_none() {
            return Some(OrganLevel::PrefectureDepartment);
        }
        let district = name.ends_with('区') && name.contains('市') && ZONES.ending(name).is_none();
        (name.ends_with('县') || name.ends_with('旗') || district).then_some(OrganLevel::County)
    }
}

/// Municipalities whose departments are those of a province.
const MUNICIPALITIES: Words = Words("北京市 天津市 上海市 重庆市");

/// Zones that are no administrative district.
const ZONES: Words = Words("新区 开发区 高新区 实验区 示范区 自治区");

impl std::str::FromStr for OrganLevel {
    type Err = String;

    /// Reads `county_department` and the like.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = OrganLevel::ALL.into_iter().find(|level| level.name() == text);
        named.ok_or_else(|| {
            let names = OrganLevel::ALL.map(OrganLevel::name);
            format!("unknown level `{text}`, expected one of `{}`", names.join("`, `"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_only_bodies_that_surely_make_no_rules() {
        for (name, level) in [
            ("青禾县柳溪镇人民政府", Some(OrganLevel::Township)),
            ("云岫区东门街道办事处", Some(OrganLevel::Township)),
            ("青禾县农业农村局", Some(OrganLevel::CountyDepartment)),
            ("青禾县人民政府办公室", Some(OrganLevel::County)),
            ("澄湖市云岫区人民政府", Some(OrganLevel::County)),
            ("澄湖市发展和改革委员会", Some(OrganLevel::PrefectureDepartment)),
            ("澄湖市人民政府", None),
            ("澄江省人民政府办公厅", None),
            ("滨海自治区人民政府", None),
            ("滨海综合实验区", None),
            ("国家税务总局", None),
            ("上海市某局", None),
        ] {
            assert_eq!(OrganLevel::of_name(name), level, "{name}");
        }
    }
}
