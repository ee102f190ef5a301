package corpus

// Settle gives every report an id of its own. Of the reports that share an id, the one with the smallest digest keeps
// it, and each other one gets the first six digits of its digest behind it: liaoning-2021-3f9a0c. The outcome depends on
// the reports alone and not on their order; reports with equal id and digest are the same report and keep equal ids.
func Settle(reports []Report) {
	keeper := map[string]string{}
	for _, r := range reports {
		if d, ok := keeper[r.ID]; !ok || r.Digest < d {
			keeper[r.ID] = r.Digest
		}
	}
	for i := range reports {
		if r := &reports[i]; r.Digest != keeper[r.ID] {
			r.ID += "-" + r.Digest[:min(6, len(r.Digest))]
		}
	}
}
