package relate

import (
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/rbac"
)

// accountRights says what the pod's service account may do: words by where they hold, and why there may be more.
func (w *podSubjects) accountRights() *estate.Value {
	return w.rightsValue(w.rights.AccountRights(w.object.Namespace, w.accountName(), w.minorNumber()))
}

// minorNumber is the minor version, the newest where it is not known.
func (c *cluster) minorNumber() int {
	if c.minor != nil {
		if minor, err := strconv.Atoi(c.minor.Text); err == nil {
			return minor
		}
	}
	return NewestMinor
}

// rightsValue makes the same value for all that have the same rights.
func (c *cluster) rightsValue(rights rbac.AccountRights) *estate.Value {
	if rights.Unclear == nil && c.minor.Unknown() {
		rights.Unclear = c.minor
	}
	lists := [...]string{strings.Join(rights.Cluster, " "), strings.Join(rights.Own, " "), strings.Join(rights.Other, " ")}
	key := "rights " + strings.Join(lists[:], "/")
	if rights.Unclear != nil {
		key += " " + rights.Unclear.Reason() + " " + rights.Unclear.Text
	}
	return c.fact(key, func() *estate.Value {
		return estate.MapOf(
			estate.Item{Key: "cluster", Value: estate.Texts(rights.Cluster...)},
			estate.Item{Key: "namespace", Value: estate.Texts(rights.Own...)},
			estate.Item{Key: "elsewhere", Value: estate.Texts(rights.Other...)},
			estate.Item{Key: "unclear", Value: rights.Unclear},
		)
	})
}

// tokenMounted says whether a token that the API server takes is in the pod: mounted by itself, or by a volume.
func (w *podSubjects) tokenMounted() *estate.Value {
	if w.pod.At("metadata", "annotations", "kubernetes.io/config.mirror") != nil {
		return estate.Bool(false) // kubelets run these from files, and the API gives them no account
	}
	for _, volume := range w.pod.At("spec", "volumes").Elements() {
		for _, source := range volume.Value.At("projected", "sources").Elements() {
			token := source.Value.Get("serviceAccountToken")
			if audience := token.Get("audience").Str(); token != nil && (audience == "" || strings.Contains(audience, "kubernetes.default.svc")) {
				return estate.Bool(true)
			}
		}
	}
	decides := w.pod.At("spec", "automountServiceAccountToken")
	if !isBool(decides) {
		account := w.accountRoot().Value
		if account.Unknown() {
			return account
		}
		decides = account.Get("automountServiceAccountToken")
	}
	return estate.Bool(!isBool(decides) || decides.IsTrue())
}

func isBool(v *estate.Value) bool {
	return v != nil && (v.Kind == estate.True || v.Kind == estate.False)
}
