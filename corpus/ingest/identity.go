package ingest

import (
	"strconv"

	"gongbao/corpus"
	"gongbao/corpus/region"
)

// identify sets a report's id and its list of missing fields. The id is the region's name in Latin letters, the year,
// and whether it is a resolution or another text than a work report: liaoning-2021, liaoning-2021-resolution. The beginning of the identity
// replaces a missing part, so that such reports do not all share one id.
func identify(r *corpus.Report) {
	r.Missing = missing(r)
	place, found := region.Find(r.Region)
	switch {
	case found && r.Year > 0:
		r.ID = place.Slug + "-" + strconv.Itoa(r.Year)
	case found:
		r.ID = place.Slug + "-" + r.Identity[:suffixLength]
	case r.Year > 0:
		r.ID = "report-" + strconv.Itoa(r.Year) + "-" + r.Identity[:suffixLength]
	default:
		r.ID = "report-" + r.Identity[:suffixLength]
	}
	switch r.Kind {
	case corpus.Work:
	case corpus.Resolution:
		r.ID += "-" + string(corpus.Resolution)
	default:
		r.ID += "-" + string(corpus.Other) // ids outlive what is learnt of the kinds of other texts
	}
}

// suffixLength is the number of hexadecimal digits that separate reports with one id: 16 million values for the few
// texts of one region and year.
const suffixLength = 6

// Settle gives every report an id of its own. Of the reports that share an id, the one with the smallest identity keeps
// it; the others append the beginning of their identity: liaoning-2021-3f9a0c. The result does not depend on the order of
// reports. Reports with equal ids and digests are the same report and keep equal ids; where only their identities are equal,
// they append their digests likewise. Call Settle only once, on reports that [New] made.
func Settle(reports []corpus.Report) {
	settle(reports, func(r *corpus.Report) string { return r.Identity })
	settle(reports, func(r *corpus.Report) string { return r.Digest })
}

func settle(reports []corpus.Report, digest func(*corpus.Report) string) {
	keeper := map[string]string{}
	for i := range reports {
		r := &reports[i]
		if d, ok := keeper[r.ID]; !ok || digest(r) < d {
			keeper[r.ID] = digest(r)
		}
	}
	for i := range reports {
		if r := &reports[i]; digest(r) != keeper[r.ID] {
			r.ID += "-" + digest(r)[:suffixLength]
		}
	}
}
