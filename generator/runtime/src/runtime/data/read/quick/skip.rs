//! Values that are not read.

use super::Quick;

impl Quick<'_> {
    /// Passes a value that nobody wants. What the other reader might not read as any JSON is unusual as well.
    pub(super) fn skip(&mut self) -> Option<()> {
        match self.space() {
            b'"' => self.string().map(|_| ()),
            b'{' => self.deeper(|it| {
                let mut goes_on = it.begins(b'}');
                while goes_on {
                    it.key()?;
                    it.skip()?;
                    goes_on = it.goes_on(b'}')?;
                }
                Some(())
            }),
            b'[' => self.deeper(|it| {
                let mut goes_on = it.begins(b']');
                while goes_on {
                    it.skip()?;
                    goes_on = it.goes_on(b']')?;
                }
                Some(())
            }),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Passes a value that is read later: where it ends is all that counts.
    pub(super) fn pass(&mut self) -> Option<()> {
        self.space();
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                b'"' => self.pass_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                0 => return None,
                _ if depth > 0 => self.at += 1,
                _ => {
                    while !matches!(self.peek(), 0..=b' ' | b',' | b'}' | b']') {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn pass_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            self.plain()?;
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.at += 2,
                _ => return None,
            }
        }
    }
}
