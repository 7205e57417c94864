//! What can be written on the command line.

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use gouji::output::form::Format;
use gouji::output::run;
use gouji::settings::Preset;
use gouji::{Date, Language, Time};
use std::path::PathBuf;

/// 勾稽：核对《政府信息公开工作年度报告》。数据不离开本机。
///
/// Checks 政府信息公开工作年度报告 on this machine.
#[derive(Debug, Parser)]
#[command(name = "gouji", version = gouji::version(), arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 核对报告 / Check reports
    ///
    /// 退出码：0 没有错误；1 至少一处错误；2 有文件未能核对（其余照常核对）。
    /// Exit code: 0 no error, 1 at least one error, 2 some input could not be checked.
    Check(CheckArguments),
    /// 一批报告一起核对：上下年、各单位与汇总、雷同、缺报 / Check the reports of a whole region together
    ///
    /// 文件夹、压缩包里的报告逐份核对，再互相比较。退出码与 check 相同。
    /// Each report is checked by itself, then all of them with each other. Exit codes as of check.
    Region(RegionArguments),
    /// 列出改哪几格，关系就全部成立 / Show the fewest cells to correct
    ///
    /// --output 的文件名以 .json 结尾时写 JSON，否则写原来的 HTML，只换那几格的文字；不覆盖已有的文件。
    /// An --output that ends in .json is JSON, any other the same HTML with only those cells replaced; no file is written over.
    Fix(FixArguments),
    /// 打印空白的规定表格 / Print the empty official tables
    Form(FormArguments),
    /// 写出 Word、Excel 或 HTML 文件，发现作批注 / Write a report as .docx, .xlsx or .html, with the findings as comments
    Export(ExportArguments),
    /// 打印一份设置，改后用 --settings 交回 / Print settings, to be edited and given back with --settings
    Settings {
        /// 预设 / Preset
        #[arg(default_value = "national", value_parser = PossibleValuesParser::new(Preset::ALL.map(Preset::name)))]
        preset: String,
        /// 语言 / Language
        #[arg(long, value_enum, default_value_t = Lang::Zh)]
        lang: Lang,
    },
    /// Reads files for another process of this program.
    #[command(name = crate::reader::COMMAND, hide = true)]
    ReadWorker,
    /// 列出全部规则 / List every rule
    Rules {
        /// 输出格式 / Output format
        #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
        format: RulesFormat,
        /// 语言 / Language
        #[arg(long, value_enum, default_value_t = Lang::Zh)]
        lang: Lang,
    },
}

#[derive(Debug, Args)]
pub struct InputArguments {
    /// 文件、文件夹、压缩包（zip）、通配符，或 - 表示标准输入 / Files, folders, zip archives, patterns, or - for standard input
    #[arg(required_unless_present_any = ["files_from", "retry"], value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// 文件中每行一个路径，- 表示标准输入 / A file with one path a line, - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// 上次的 JSON Lines 输出：只重试其中未能核对的 / JSON Lines of an earlier run: try again what could not be checked
    #[arg(long, value_name = "FILE")]
    pub retry: Option<PathBuf>,
    /// 同时核对几份，缺省为处理器核数 / How many at once, else one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

#[derive(Debug, Args)]
pub struct RegionArguments {
    #[command(flatten)]
    pub inputs: InputArguments,
    /// 汇总报告（本地区），缺省时能确定才识别 / The region's own report, else told where that is certain
    #[arg(long, value_name = "FILE")]
    pub region: Option<PathBuf>,
    /// 应报单位名单，每行一个 / Names of the units expected, one a line
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// 汇总写入新的 .xlsx，不覆盖已有的文件 / The .xlsx to write; no file is written over
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// 全部数字逐格一行写入新的 .csv 或 .xlsx（机关、年度、表式、行、列、数值、状态）；.html 逐个机关画出历年 / Every figure, one a line, into a new .csv or .xlsx; a new .html draws each body over the years
    #[arg(long, value_name = "FILE")]
    pub series: Option<PathBuf>,
    /// 逐份保留核对结果（JSON Lines）：已有的不再核对，未能核对的重试 / Keeps what was checked: what is there is not checked again, what failed is
    #[arg(long, value_name = "FILE")]
    pub entries: Option<PathBuf>,
    /// 自己的表式（JSON），可重复；每种表各自比较、相加 / The file of a form of your own; may be repeated
    #[arg(long = "form", value_name = "FILE")]
    pub forms: Vec<PathBuf>,
    /// 输出格式 / Output format
    #[arg(long, value_enum, default_value_t = RegionFormat::Text)]
    pub format: RegionFormat,
    /// 语言 / Language
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// 设置：级别、豁免（TOML 或 JSON）/ Severities and waivers, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RegionFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    #[command(flatten)]
    pub inputs: InputArguments,
    /// 输出格式；json 每份报告一行，html 是核对记录 / Output format; json gives one line a report, html a record
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// 语言 / Language
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// 报告年度，缺省时从报告中识别 / Report year, else told from the report
    #[arg(long, value_name = "N")]
    pub year: Option<u16>,
    /// 同一机关上一年度的报告 / The same body's report of the year before
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    /// 公布（或拟公布）的日期，如 2026-01-28 / The day on which the report is published
    #[arg(long, value_name = "DATE", alias = "date", value_parser = date)]
    pub published: Option<Date>,
    /// 下级单位的报告，可重复 / A unit's report; may be repeated
    #[arg(long, value_name = "FILE")]
    pub units: Vec<PathBuf>,
    /// 同一机关同一年度的其他表，可重复 / Another document of the same body and year; may be repeated
    #[arg(long, value_name = "FILE")]
    pub with: Vec<PathBuf>,
    /// 自己的表式（JSON），可重复 / The file of a form of your own; may be repeated
    #[arg(long = "form", value_name = "FILE")]
    pub forms: Vec<PathBuf>,
    /// 核对记录所写的时间，缺省为现在 / The time that a record tells, else now
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    pub time: Option<Time>,
    /// 设置：级别、豁免（TOML 或 JSON）/ Severities and waivers, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct FormArguments {
    #[command(subcommand)]
    pub action: Option<FormAction>,
    /// 格式版本（2019、2021），或自己的表式文件 / Edition, or the file of a form of your own
    #[arg(value_name = "FORM")]
    pub edition: Option<String>,
    /// 输出格式 / Output format
    #[arg(long, value_enum, default_value_t = FormFormat::Text)]
    pub format: FormFormat,
    /// 写入新文件：.docx、.xlsx 或 .html / The new .docx, .xlsx or .html to write
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub output: Option<PathBuf>,
    /// 可以覆盖已有的文件 / May write over a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
}

#[derive(Debug, Subcommand)]
pub enum FormAction {
    /// 检查表式文件，列出每一处错误 / Check the files of forms and list every fault
    Lint {
        /// 表式文件 / Files of forms
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// 语言 / Language
        #[arg(long, value_enum, default_value_t = Lang::Zh)]
        lang: Lang,
    },
    /// 由一张空表（xlsx、docx、html……）起草表式文件 / Draft the file of a form from an empty table
    ///
    /// 行、列、合并照抄；单位、合计、小计、其中作推断，每处推断写明待确认。
    /// Labels and merges are taken over; kinds and relations are guesses, each marked to be confirmed.
    Draft {
        /// 空表 / The empty table
        #[arg(value_name = "EMPTY")]
        file: PathBuf,
        /// 写入新文件（.json），不覆盖已有的文件 / The new file to write; no file is written over
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// 语言 / Language
        #[arg(long, value_enum, default_value_t = Lang::Zh)]
        lang: Lang,
    },
    /// 打印表式文件的 JSON Schema，供编辑器使用 / Print the JSON Schema of a form's file, for editors
    Schema,
}

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// 报告 / The report
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 写入的新文件：.docx、.xlsx 或 .html / The new .docx, .xlsx or .html
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
    /// 自己的表式（JSON），可重复 / The file of a form of your own; may be repeated
    #[arg(long = "form", value_name = "FILE")]
    pub forms: Vec<PathBuf>,
    /// 填入改正后的数字，并标出改动的格 / Puts in the corrected figures and marks their cells
    #[arg(long)]
    pub corrected: bool,
    /// 可以覆盖已有的文件；报告本身从不覆盖 / May write over a file that is there, never over the report itself
    #[arg(long)]
    pub force: bool,
    /// 语言 / Language
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// 报告年度，缺省时从报告中识别 / Report year, else told from the report
    #[arg(long, value_name = "N")]
    pub year: Option<u16>,
    /// 文件所记的时间，缺省为固定的时间 / The time that the file notes, else a fixed one
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    pub time: Option<Time>,
    /// 设置：级别、豁免（TOML 或 JSON）/ Severities and waivers, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub struct FixArguments {
    /// 报告 / The report
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 只列出，不写文件 / Only show
    #[arg(long, group = "what")]
    pub dry_run: bool,
    /// 自己的表式（JSON），可重复 / The file of a form of your own; may be repeated
    #[arg(long = "form", value_name = "FILE")]
    pub forms: Vec<PathBuf>,
    /// 写入改正后的新文件 / The new file to write
    #[arg(long, value_name = "FILE", group = "what")]
    pub output: Option<PathBuf>,
    /// 语言 / Language
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// 报告年度，缺省时从报告中识别 / Report year, else told from the report
    #[arg(long, value_name = "N")]
    pub year: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Sarif,
    Html,
    Junit,
    Csv,
}

impl From<CheckFormat> for run::Format {
    fn from(format: CheckFormat) -> Self {
        match format {
            CheckFormat::Text => run::Format::Text,
            CheckFormat::Json => run::Format::Json,
            CheckFormat::Sarif => run::Format::Sarif,
            CheckFormat::Html => run::Format::Html,
            CheckFormat::Junit => run::Format::Junit,
            CheckFormat::Csv => run::Format::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormFormat {
    Text,
    Markdown,
    Html,
}

impl From<FormFormat> for Format {
    fn from(format: FormFormat) -> Self {
        match format {
            FormFormat::Text => Format::Text,
            FormFormat::Markdown => Format::Markdown,
            FormFormat::Html => Format::Html,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    #[value(alias = "zh-CN")]
    Zh,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "日期应如 2026-01-28 / such as 2026-01-28".to_owned())
}

fn time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "时间应如 2026-03-01T09:30:00+08:00 / such as 2026-03-01T09:30:00+08:00".to_owned())
}
