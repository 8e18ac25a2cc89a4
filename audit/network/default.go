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

// Policies hands out each policy that means something, whether it selects pods of a class that was asked for, and where it does not,
// why it may do so nevertheless.
func (x *Index) Policies(each func(o *estate.Object, selects bool, unclear *estate.Value)) {
	classes := map[string][]*Class{}
	for _, c := range x.classes {
		if !c.HostNetwork {
			classes[c.Namespace] = append(classes[c.Namespace], c)
		}
	}
	for namespace, policies := range x.policies {
		for _, p := range policies {
			selects, unclear := p.selectsAny(classes[namespace])
			each(p.object, selects, unclear)
		}
	}
}

func (p *policy) selectsAny(classes []*Class) (selects bool, unclear *estate.Value) {
	for _, c := range classes {
		switch {
		case c.missing != nil && len(p.pods.requirements) > 0:
			unclear = c.missing
		case p.pods.Matches(c.Labels):
			return true, nil
		}
	}
	return false, unclear
}
