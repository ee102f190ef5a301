package ingest

import (
	"strconv"

	"gongbao/corpus"
	"gongbao/corpus/region"
)

// identify sets a report's id and its list of missing fields. The id is the region's name in Latin letters, the year,
// and the kind unless it is a work report: liaoning-2021, liaoning-2021-resolution. The beginning of the digest
// replaces a missing part, so that such reports do not all share one id.
func identify(r *corpus.Report) {
	r.Missing = missing(r)
	place, found := region.Find(r.Region)
	switch {
	case found && r.Year > 0:
		r.ID = place.Slug + "-" + strconv.Itoa(r.Year)
	case found:
		r.ID = place.Slug + "-" + r.Digest[:suffixLength]
	case r.Year > 0:
		r.ID = "report-" + strconv.Itoa(r.Year) + "-" + r.Digest[:suffixLength]
	default:
		r.ID = "report-" + r.Digest[:suffixLength]
	}
	if r.Kind != corpus.Work {
		r.ID += "-" + string(r.Kind)
	}
}

// suffixLength is the number of hexadecimal digits that separate reports with one id: 16 million values for the few
// texts of one region and year.
const suffixLength = 6

// Settle gives every report an id of its own. Of the reports that share an id, the one with the smallest digest keeps
// it; the others append the beginning of their digest: liaoning-2021-3f9a0c. The result does not depend on the order of
// reports. Reports with equal ids and digests are the same report and keep equal ids. Call Settle only once, on reports
// that [New] made.
func Settle(reports []corpus.Report) {
	keeper := map[string]string{}
	for _, r := range reports {
		if d, ok := keeper[r.ID]; !ok || r.Digest < d {
			keeper[r.ID] = r.Digest
		}
	}
	for i := range reports {
		if r := &reports[i]; r.Digest != keeper[r.ID] {
			r.ID += "-" + r.Digest[:suffixLength]
		}
	}
}
