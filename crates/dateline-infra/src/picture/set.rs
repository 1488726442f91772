//! Every rendition of a picture, ahead of readers.

use super::decode::inspect;
use super::renditions::{Order, cost_of};
use super::{Credit, Darkroom, Format, RenditionError, Renditions, Spec, WIDTHS, pool};
use crate::background;
use crate::blob::Hash;
use bytes::Bytes;

impl Renditions {
    /// Makes what is missing of the renditions of every width: JPEG and `WebP` from one decoding, then,
    /// of a picture that stands still, AVIF; whether AVIF is there now. Seconds, mostly for AVIF, of
    /// which one is made at a time in the whole process.
    pub async fn make_set(&self, hash: Hash, credit: &Credit) -> Result<bool, RenditionError> {
        let original = self.inner.blobs.get(hash).await?;
        let looked_at = original.clone();
        let inspected = background::spawn(move || inspect(&looked_at)).await??;
        let widths = widths(inspected.width);
        let quick = self
            .missing(hash, credit, &widths, &[Format::Jpeg, Format::Webp])
            .await?;
        let slow = match inspected.frames {
            1 => self.missing(hash, credit, &widths, &[Format::Avif]).await?,
            _ => Vec::new(),
        };
        if !quick.is_empty() || !slow.is_empty() {
            let place = pool::place().await?;
            let room = pool::room(cost_of(&original).await?).await?;
            let specs: Vec<Spec> = quick.iter().chain(&slow).map(|order| order.spec).collect();
            let made = self.clone();
            let darkroom = background::spawn(move || {
                let _held = (place, room);
                let mut darkroom = Darkroom::open(original)?;
                darkroom.prepare(&specs)?;
                made.print(&mut darkroom, &quick)?;
                Ok::<_, RenditionError>(darkroom)
            });
            let mut darkroom = darkroom.await??;
            for order in slow {
                let place = pool::slow_place().await?;
                let made = self.clone();
                darkroom = background::spawn(move || {
                    let _held = place;
                    made.print(&mut darkroom, &[order])?;
                    Ok::<_, RenditionError>(darkroom)
                })
                .await??;
            }
        }
        Ok(inspected.frames == 1)
    }

    /// Renditions that are not there yet, widest first.
    async fn missing(
        &self,
        hash: Hash,
        credit: &Credit,
        widths: &[u32],
        formats: &[Format],
    ) -> Result<Vec<Order>, RenditionError> {
        let mut missing = Vec::new();
        for width in widths.iter().rev() {
            for format in formats {
                let spec = Spec::new(*width, *format, None)?;
                let order = self.order(hash, spec, credit);
                let path = order.path(&self.inner.blobs);
                if self.inner.find(&order, &path).await?.is_none() {
                    missing.push(order);
                }
            }
        }
        Ok(missing)
    }

    fn print(
        &self,
        darkroom: &mut Darkroom<Bytes>,
        orders: &[Order],
    ) -> Result<(), RenditionError> {
        for order in orders {
            let bytes = darkroom.print(&order.spec, &order.credit)?;
            let path = order.path(&self.inner.blobs);
            self.inner.keep(order, path, darkroom.original(), bytes)?;
        }
        Ok(())
    }
}

/// Widths that are made of a picture this wide: those below its own, and the next.
fn widths(width: u32) -> Vec<u32> {
    let above = WIDTHS.iter().position(|w| *w >= width);
    WIDTHS[..above.map_or(WIDTHS.len(), |at| at + 1)].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_wider_than_the_picture_but_once() {
        assert_eq!(widths(6000), WIDTHS);
        assert_eq!(widths(640), [320, 480, 640]);
        assert_eq!(widths(700), [320, 480, 640, 768]);
        assert_eq!(widths(1), [320]);
    }
}
