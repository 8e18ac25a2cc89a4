package network

import "k8s.io/apimachinery/pkg/labels"

// IsolatesAll says whether policies isolate all pods of a namespace in a direction, whatever their labels, so that pods to come are
// isolated too. What a network policy's rules let through does not matter: that is another question.
func (x *Index) IsolatesAll(namespace string, d Direction) Answer {
	if why := x.foreignTo(namespace); why != nil {
		return Answer{Unknown, why}
	}
	isolated := false
	for _, p := range x.policies[namespace] {
		isolated = isolated || (p.isolates(d) && len(p.pods.requirements) == 0)
	}
	unclear := x.faults[namespace]
	if unclear == nil {
		unclear = x.absent("NetworkPolicy", namespace)
	}
	// Policies for some labels may let strangers in, but do not keep them from pods with other labels.
	answer := Answer{Verdict: Denied}
	for _, some := range [...]bool{false, true} {
		t := x.tiersOfAll(namespace, some)
		switch {
		case !t.empty():
			answer = x.keepsOut(&t, d, isolated, unclear)
		case isolated:
			answer = Answer{Verdict: Allowed}
		case unclear != nil:
			answer = Answer{Unknown, unclear}
		default:
			answer = Answer{Verdict: Denied}
		}
		if answer.Verdict != Allowed {
			break
		}
	}
	return answer
}

// tiersOfAll returns the administrators' policies about all pods of a namespace, and with some also those about pods with labels that a pod
// without any matches too.
func (x *Index) tiersOfAll(namespace string, some bool) tiers {
	var found tiers
	set, known := x.namespaces[namespace]
	for t := range x.tiers {
		for f, all := range x.tiers[t] {
			for _, b := range all {
				m := perhaps
				if s := b.subject; s != nil {
					if len(s.pods.requirements) > 0 && !(some && s.pods.Matches(labels.Set{})) {
						continue
					}
					m = s.namespaces.matchesNamespace(namespace, set, known)
				}
				if m != no {
					found[t][f] = append(found[t][f], bound{b.adminPolicy, m == yes})
				}
			}
		}
	}
	return found
}

func (p *policy) isolates(d Direction) bool { return [...]bool{p.ingress, p.egress}[d] }
