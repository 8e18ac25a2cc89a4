package relate

import (
	"fmt"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// Owners that own each other, or are not there, end nothing: each pod is judged, under an owner that is there or by itself.
func TestOwnersThatLoop(t *testing.T) {
	owned := func(kind, name, uid, owner, spec string) string {
		return fmt.Sprintf(`{"kind":%q,"metadata":{"name":%q,"namespace":"a","uid":%q,"annotations":{"big":%q},"ownerReferences":[{"uid":%q,"controller":true}]},"spec":%s}`,
			kind, name, uid, strings.Repeat("x", 1<<20), owner, spec)
	}
	const spec = `{"containers":[{"name":"app","image":"i"}]}`
	const template = `{"template":{"spec":` + spec + `}}`
	for name, above := range map[string][]string{
		"itself":      {owned("ReplicaSet", "r", "1", "1", template)},
		"each other":  {owned("ReplicaSet", "r", "1", "2", template), owned("ReplicaSet", "s", "2", "1", template)},
		"a ring":      {owned("ReplicaSet", "r", "1", "2", template), owned("ReplicaSet", "s", "2", "3", template), owned("ReplicaSet", "u", "3", "1", template)},
		"who is gone": {owned("ReplicaSet", "r", "1", "4", template)},
		"nobody":      nil,
	} {
		t.Run(name, func(t *testing.T) {
			judged := 0
			for _, s := range related(t, estate.Cluster, nil, append(above, owned("Pod", "p", "9", "1", spec))...) {
				if s.Kind == "kubernetes/container" {
					judged++
				}
			}
			if judged == 0 {
				t.Error("the pod's container is judged nowhere")
			}
		})
	}
}
