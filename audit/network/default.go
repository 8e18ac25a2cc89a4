package network

import "bulkhead/audit/estate"

// IsolatesAll says whether a policy selects all pods of a namespace in a direction, whatever their labels, so that pods to come are
// isolated too. What rules let through does not matter: that is another question.
func (x *Index) IsolatesAll(namespace string, d Direction) Answer {
	if why := x.foreignTo(namespace); why != nil {
		return Answer{Unknown, why}
	}
	for _, p := range x.policies[namespace] {
		if p.isolates(d) && len(p.pods.requirements) == 0 {
			return Answer{Verdict: Allowed}
		}
	}
	unclear := x.faults[namespace]
	if unclear == nil {
		unclear = x.absent("NetworkPolicy", namespace)
	}
	if unclear != nil {
		return Answer{Unknown, unclear}
	}
	return Answer{Verdict: Denied}
}

func (p *policy) isolates(d Direction) bool { return [...]bool{p.ingress, p.egress}[d] }

// Policies hands out each policy that means something, and whether it selects pods of a class that was asked for.
func (x *Index) Policies(each func(o *estate.Object, selects bool)) {
	classes := map[string][]*Class{}
	for _, c := range x.classes {
		if !c.HostNetwork {
			classes[c.Namespace] = append(classes[c.Namespace], c)
		}
	}
	for namespace, policies := range x.policies {
		for _, p := range policies {
			selects := false
			for _, c := range classes[namespace] {
				if selects = p.pods.Matches(c.Labels); selects {
					break
				}
			}
			each(p.object, selects)
		}
	}
}
