//! Where the pictures of a page are: each page must say it, so that none shows one it may not.

use super::{
    ArchivePage, CardView, ContributorPage, EmbedPage, ErrorPage, FrontPage, KeptCard, OfflinePage,
    PictureView, ReportPage, SavedPage, SectionPage, StandingPage, StoryPage, TagPage,
};

/// Something with pictures.
pub trait Pictured {
    /// Visits every picture, but those in text that is markup already.
    fn each_picture(&mut self, visit: &mut Visit<'_>);
}

/// What is done with a picture.
pub type Visit<'a> = dyn FnMut(&mut Option<PictureView>) + 'a;

impl Pictured for CardView {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        visit(&mut self.picture);
        visit(&mut self.portrait);
    }
}

impl<T: Pictured> Pictured for Vec<T> {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        for one in self {
            one.each_picture(visit);
        }
    }
}

impl<T: Pictured> Pictured for &mut T {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        (**self).each_picture(visit);
    }
}

impl<T: Pictured> Pictured for Option<T> {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        if let Some(one) = self {
            one.each_picture(visit);
        }
    }
}

impl Pictured for FrontPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        for container in &mut self.containers {
            container.cards.each_picture(visit);
        }
        self.latest.each_picture(visit);
        self.most_discussed.each_picture(visit);
    }
}

impl Pictured for SectionPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        self.cards.each_picture(visit);
    }
}

impl Pictured for TagPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        self.cards.each_picture(visit);
    }
}

impl Pictured for ContributorPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        visit(&mut self.picture);
        self.cards.each_picture(visit);
    }
}

impl Pictured for ArchivePage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        for day in &mut self.days {
            day.cards.each_picture(visit);
        }
    }
}

impl Pictured for StoryPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        visit(&mut self.lead);
        for person in &mut self.byline {
            visit(&mut person.picture);
        }
        self.related.each_picture(visit);
        self.next.each_picture(visit);
    }
}

impl Pictured for StandingPage {
    fn each_picture(&mut self, _: &mut Visit<'_>) {}
}

impl Pictured for SavedPage {
    fn each_picture(&mut self, _: &mut Visit<'_>) {}
}

impl Pictured for OfflinePage {
    fn each_picture(&mut self, _: &mut Visit<'_>) {}
}

impl Pictured for ReportPage {
    fn each_picture(&mut self, _: &mut Visit<'_>) {}
}

impl Pictured for EmbedPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        self.card.each_picture(visit);
    }
}

impl Pictured for KeptCard {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        self.card.each_picture(visit);
    }
}

impl Pictured for ErrorPage {
    fn each_picture(&mut self, visit: &mut Visit<'_>) {
        self.latest.each_picture(visit);
    }
}
