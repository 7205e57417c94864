//! A set of columns, as bits.

/// The most columns that a set holds: table applications has 175.
pub(super) const MOST_COLUMNS: usize = 192;

/// A set of columns of a tableau. The search does little else than combine such
/// sets, so that is inlined even where a module is built to be small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mask([u64; MOST_COLUMNS / 64]);

impl Mask {
    /// The set with one more column.
    #[inline(always)]
    pub fn with(mut self, column: usize) -> Self {
        if let Some(word) = self.0.get_mut(column / 64) {
            *word |= 1 << (column % 64);
        }
        self
    }

    /// Whether the column is in it.
    #[inline(always)]
    pub fn has(&self, column: usize) -> bool {
        self.0.get(column / 64).is_some_and(|word| word >> (column % 64) & 1 == 1)
    }

    /// Whether it has no column.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        let Mask([a, b, c]) = *self;
        a | b | c == 0
    }

    /// How many columns it has.
    #[inline(always)]
    pub fn count(&self) -> u32 {
        let Mask([a, b, c]) = *self;
        a.count_ones() + b.count_ones() + c.count_ones()
    }

    /// The columns of both.
    #[inline(always)]
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// The columns of either.
    #[inline(always)]
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// The columns that the other one does not have.
    #[inline(always)]
    pub fn without(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    /// Whether both have a column in common.
    #[inline(always)]
    pub fn meets(&self, other: &Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Its columns in ascending order.
    pub fn columns(self) -> impl Iterator<Item = usize> {
        let Mask(mut words) = self;
        std::iter::from_fn(move || {
            let (at, word) = words.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
            let column = at * 64 + word.trailing_zeros() as usize;
            *word &= *word - 1;
            Some(column)
        })
    }

    /// Counts the columns one further: `levels[n]` are those counted more than n
    /// times. Gives those that are beyond the last level.
    #[inline(always)]
    pub fn count_into(self, levels: &mut [Mask]) -> Mask {
        levels.iter_mut().fold(self, |carry, level| {
            let both = level.and(&carry);
            *level = level.or(&carry);
            both
        })
    }

    /// The columns that a combination of both has, word by word.
    #[inline(always)]
    pub fn zip(&self, other: &Self, combine: impl Fn(u64, u64) -> u64) -> Self {
        let (Mask([a, b, c]), Mask([d, e, f])) = (*self, *other);
        Mask([combine(a, d), combine(b, e), combine(c, f)])
    }
}

impl FromIterator<usize> for Mask {
    fn from_iter<I: IntoIterator<Item = usize>>(columns: I) -> Self {
        columns.into_iter().fold(Mask::default(), Mask::with)
    }
}
