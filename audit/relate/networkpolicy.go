package relate

import (
	"errors"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
)

// networkPolicy is what a NetworkPolicy selects, and in which directions.
type networkPolicy struct {
	selector        labels.Selector
	ingress, egress bool
	fault           error // the API server would refuse the policy
}

func newNetworkPolicy(o *estate.Object) *networkPolicy {
	spec := o.Value.Get("spec")
	p := &networkPolicy{}
	if missing := unreadPolicy(spec); missing != nil {
		p.fault = errors.New(unreadIn(o, missing).Text)
		return p
	}
	p.selector, p.fault = labelSelector(spec.Get("podSelector"))
	if p.fault != nil {
		p.fault = fmt.Errorf("network policy %q has a selector that means nothing: %w", o.Name, p.fault)
	}
	types := spec.Get("policyTypes").Elements()
	for _, direction := range types {
		switch direction.Value.Str() {
		case "Ingress":
			p.ingress = true
		case "Egress":
			p.egress = true
		}
	}
	if len(types) == 0 { // the API's default
		p.ingress = true
		p.egress = len(spec.Get("egress").Elements()) > 0
	}
	return p
}

// unreadPolicy returns what is not known of what a policy selects and in which directions.
func unreadPolicy(spec *estate.Value) *estate.Value {
	for _, v := range [...]*estate.Value{spec.Get("podSelector"), spec.Get("policyTypes")} {
		if missing := v.Missing(); missing != nil {
			return missing
		}
	}
	if egress := spec.At("egress"); egress.Unknown() {
		return egress
	}
	return nil
}

// labelSelector reads a LabelSelector. An absent one selects everything here, as an empty one does.
func labelSelector(v *estate.Value) (labels.Selector, error) {
	var s metav1.LabelSelector
	for _, label := range v.Get("matchLabels").Fields() {
		if s.MatchLabels == nil {
			s.MatchLabels = map[string]string{}
		}
		s.MatchLabels[label.Key] = label.Value.Str()
	}
	for _, expression := range v.Get("matchExpressions").Elements() {
		requirement := metav1.LabelSelectorRequirement{
			Key:      expression.Value.Get("key").Str(),
			Operator: metav1.LabelSelectorOperator(expression.Value.Get("operator").Str()),
		}
		for _, value := range expression.Value.Get("values").Elements() {
			requirement.Values = append(requirement.Values, value.Value.Str())
		}
		s.MatchExpressions = append(s.MatchExpressions, requirement)
	}
	return metav1.LabelSelectorAsSelector(&s)
}

// selected says in which directions network policies select a pod with these labels.
func (c *cluster) selected(namespace string, podLabels *estate.Value) *estate.Value {
	ingress, egress := false, false
	set := labelSet{podLabels}
	for _, p := range c.policies[namespace] {
		if p.fault != nil {
			return estate.UnreadBecause(p.fault.Error())
		}
		if missing := podLabels.Missing(); missing != nil && !p.selector.Empty() {
			return missing
		}
		if p.selector.Matches(set) {
			ingress, egress = ingress || p.ingress, egress || p.egress
		}
	}
	if !ingress || !egress { // there may be more policies than were read
		if unknown := c.absent("NetworkPolicy", namespace); unknown != nil {
			return unknown
		}
	}
	key := fmt.Sprintf("networkPolicies %t %t", ingress, egress)
	return c.fact(key, func() *estate.Value {
		return estate.MapOf(
			estate.Item{Key: "ingress", Value: estate.Bool(ingress)},
			estate.Item{Key: "egress", Value: estate.Bool(egress)},
		)
	})
}

// labelSet shows a pod's labels to selectors.
type labelSet struct{ values *estate.Value }

func (l labelSet) Has(label string) bool   { return l.values.Get(label) != nil }
func (l labelSet) Get(label string) string { return l.values.Get(label).Str() }

func (l labelSet) Lookup(label string) (string, bool) {
	v := l.values.Get(label)
	return v.Str(), v != nil
}
