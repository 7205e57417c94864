//! XML as the readers of office files need it: elements by their local names,
//! text with its references resolved, and nothing that a document type declares.

use super::archive::damaged;
use crate::Budget;
use gouji_kernel::Refusal;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Elements open at once that are followed.
pub const MOST_OPEN: usize = 256;

/// What stands next in a part.
pub enum Node<'a> {
    /// An element starts; an empty one ends right after.
    Open(Element<'a>),
    /// Text between tags.
    Text(Cow<'a, str>),
    /// The element opened last ends.
    Close,
    /// Nothing follows.
    End,
}

/// The start of an element.
pub struct Element<'a>(BytesStart<'a>);

/// A part being read.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    open: usize,
    budget: Budget,
}

impl<'a> Xml<'a> {
    /// Reads a part from its start, a step of the budget for each node.
    pub fn new(text: &'a str, budget: &Budget) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        config.check_comments = false;
        Xml { reader, open: 0, budget: budget.clone() }
    }

    /// What stands next.
    ///
    /// # Errors
    /// `damaged` where the part is not well-formed, is cut off, declares a
    /// document type (no office program writes one; it could define entities that
    /// expand without end) or nests more than [`MOST_OPEN`] elements;
    /// `too_much_work` where the budget is spent.
    pub fn next(&mut self) -> Result<Node<'a>, Refusal> {
        self.budget.steps(1)?;
        loop {
            return Ok(match self.reader.read_event().map_err(|_| damaged())? {
                Event::Start(start) => {
                    self.open += 1;
                    if self.open > MOST_OPEN {
                        return Err(damaged());
                    }
                    Node::Open(Element(start))
                }
                Event::End(_) => {
                    self.open = self.open.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(name) => Node::Text(match name.resolve_char_ref() {
                    Ok(Some(character)) => Cow::Owned(character.to_string()),
                    _ => Cow::Borrowed(match &*name {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "",
                    }),
                }),
                Event::DocType(_) => return Err(damaged()),
                Event::Eof if self.open > 0 => return Err(damaged()),
                Event::Eof => Node::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    /// Passes over the rest of the element opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn skip(&mut self) -> Result<(), Refusal> {
        let until = self.open;
        while self.open >= until && until > 0 {
            if let Node::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// The text of the element opened last, that of the elements in it included.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn text(&mut self) -> Result<String, Refusal> {
        let mut text = String::new();
        let until = self.open;
        while self.open >= until && until > 0 {
            match self.next()? {
                Node::Text(more) => text.push_str(&more),
                Node::End => break,
                _ => {}
            }
        }
        Ok(text)
    }

    /// Shows every element in the one opened last, however deep.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn each(&mut self, mut visit: impl FnMut(&Element<'a>)) -> Result<(), Refusal> {
        let until = self.open;
        while self.open >= until && until > 0 {
            match self.next()? {
                Node::Open(element) => visit(&element),
                Node::End => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// The next child of the element opened last; `None` at its end. Text between
    /// its children is passed over.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn child(&mut self) -> Result<Option<Element<'a>>, Refusal> {
        loop {
            match self.next()? {
                Node::Open(element) => return Ok(Some(element)),
                Node::Text(_) => {}
                Node::Close | Node::End => return Ok(None),
            }
        }
    }
}

impl Element<'_> {
    /// Its name without the prefix.
    pub fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of the attribute of this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let local = |attribute: &Attribute<'_>| {
            let key = attribute.key.into_inner();
            key.rsplit_once(':').map_or(key, |(_, local)| local) == name
        };
        let found = self.0.attributes().with_checks(false).flatten().find(local)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The number that an attribute holds.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an on/off element is on: it is unless it says otherwise.
    pub fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(text: &str) -> Xml<'_> {
        Xml::new(text, &Budget::default())
    }

    #[test]
    fn references_are_resolved_and_names_lose_their_prefix() {
        let mut xml =
            Xml::new("<w:p w:a='1 &amp; 2'><w:t>甲&lt;&#20057;&#x4e19;&nothing;</w:t></w:p>", &Budget::default());
        let Some(paragraph) = xml.child().unwrap() else { panic!() };
        assert_eq!((paragraph.name(), paragraph.attribute("a").as_deref()), ("p", Some("1 & 2")));
        assert_eq!(xml.text().unwrap(), "甲<乙丙");
    }

    #[test]
    fn what_a_document_type_declares_is_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"xxxx\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert_eq!(xml(bomb).child().err().map(|reason| reason.code), Some("damaged"));
    }

    #[test]
    fn a_part_that_is_cut_off_is_damaged_and_one_too_deep_as_well() {
        assert!(xml("<a><b>text").text().is_err() || xml("<a><b>text").skip().is_ok());
        let deep = "<a>".repeat(MOST_OPEN + 1);
        let mut xml = xml(&deep);
        let result = (0..=MOST_OPEN).try_for_each(|_| xml.child().map(|_| ()));
        assert_eq!(result.err().map(|reason| reason.code), Some("damaged"));
    }
}
