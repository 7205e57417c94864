//! A set of columns, as bits.

/// The most columns that a set holds: table applications has 175.
pub(super) const MOST_COLUMNS: usize = 256;
const WORDS: usize = MOST_COLUMNS / 64;

/// A set of columns of a tableau. The search does little else than combine such
/// sets, so that is inlined even where a module is built to be small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mask([u64; WORDS]);

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
        self.0 == [0; WORDS]
    }

    /// How many columns it has.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
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
        self.0.into_iter().enumerate().flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let column = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(word * 64 + column)
            })
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
        let mut result = *self;
        result.0.iter_mut().zip(other.0).for_each(|(a, b)| *a = combine(*a, b));
        result
    }
}

impl FromIterator<usize> for Mask {
    fn from_iter<I: IntoIterator<Item = usize>>(columns: I) -> Self {
        columns.into_iter().fold(Mask::default(), Mask::with)
    }
}
