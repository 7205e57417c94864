//! Which part belongs to which.

use super::archive::Archive;
use super::xml::Xml;
use gouji_kernel::Refusal;

/// The relationships of a part, in the order of the file.
#[derive(Debug, Default)]
pub struct Relationships(Vec<Relationship>);

#[derive(Debug)]
struct Relationship {
    /// The last part of its type, which transitional and strict files share.
    kind: String,
    id: String,
    target: String,
}

impl Relationships {
    /// Reads a part of relationships; none where the archive does not have it.
    ///
    /// # Errors
    /// As [`Archive::part`] and [`Xml::next`].
    pub fn read(archive: &mut Archive<'_>, name: &str) -> Result<Self, Refusal> {
        let Some(text) = archive.part(name)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(&text, &archive.budget);
        let mut found = Vec::new();
        if xml.child()?.is_none() {
            return Ok(Self::default());
        }
        while let Some(element) = xml.child()? {
            let is_inside = element.attribute("TargetMode").is_none_or(|mode| mode != "External");
            if let (Some(kind), Some(target), true) =
                (element.attribute("Type"), element.attribute("Target"), is_inside)
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let id = element.attribute("Id").unwrap_or_default();
                found.push(Relationship { kind, id, target });
            }
            xml.skip()?;
        }
        Ok(Relationships(found))
    }

    /// The target of the first relationship of a kind.
    pub fn target(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|relationship| relationship.kind == kind).map(|found| found.target.as_str())
    }

    /// The target of the relationship with this id.
    pub fn by_id(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|relationship| relationship.id == id).map(|found| found.target.as_str())
    }
}
