package rbac

import (
	"encoding/json"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
)

// roleKey names a role; a ClusterRole has no namespace.
type roleKey struct{ namespace, name string }

// ruleSet is the rules of one or more roles that have the same ones.
type ruleSet struct {
	rules   []Rule
	unclear *estate.Value // why there may be more rules
	means   [2]means      // what the rules give for a namespace, and for the cluster
	weighed bool          // means were computed
}

func (s *ruleSet) allows(q *Request) bool {
	for i := range s.rules {
		if s.rules[i].Allows(q) {
			return true
		}
	}
	return false
}

// set returns the rule set of a role, the same one for the same rules.
func (x *Index) set(rules *estate.Value) *ruleSet {
	key := ""
	if rules != nil {
		if rules.Unknown() {
			return &ruleSet{unclear: rules}
		}
		x.buffer = estate.AppendJSON(x.buffer[:0], rules)
		key = string(x.buffer)
	}
	s := x.sets[key]
	if s == nil {
		s = &ruleSet{}
		s.rules, s.unclear = rulesOf(rules)
		x.sets[key] = s
	}
	return s
}

// Role returns a role with the rules that it has in a cluster, or nil where there is none. In a cluster a controller fills in the
// rules of aggregating roles; in files these are those of all roles selected, and of roles that these select.
func (x *Index) Role(namespace, name string) *estate.Object {
	key := roleKey{namespace, name}
	o := x.roles[key]
	if o == nil || !x.files || !isAggregating(o) {
		return o
	}
	filled := x.filled[key]
	if filled == nil {
		copied := *o
		copied.Value = x.fill(o)
		filled = &copied
		x.filled[key] = filled
	}
	return filled
}

func isAggregating(o *estate.Object) bool {
	rule := o.Value.Get("aggregationRule")
	return o.Kind == "ClusterRole" && rule != nil && rule.Kind != estate.Null
}

// IsAggregated says that an aggregating role that was read selects a role, whose rules it gives then.
func (x *Index) IsAggregated(role *estate.Object) bool {
	if x.parts == nil {
		x.parts = map[*estate.Object]bool{}
		for _, o := range x.roles {
			if isAggregating(o) {
				for _, selected := range x.selected(o) {
					x.parts[selected] = true
				}
			}
		}
	}
	return x.parts[role]
}

// fill returns the value of an aggregating role with all its rules.
func (x *Index) fill(o *estate.Object) *estate.Value {
	rules := append([]estate.Item(nil), o.Value.Get("rules").Elements()...)
	seen := map[*estate.Object]bool{o: true}
	ahead := []*estate.Object{o}
	for len(ahead) > 0 { // roles that select each other are each visited once
		next := ahead[0]
		ahead = ahead[1:]
		for _, selected := range x.selected(next) {
			if seen[selected] {
				continue
			}
			seen[selected] = true
			if isAggregating(selected) {
				ahead = append(ahead, selected)
			}
			for _, rule := range selected.Value.Get("rules").Elements() {
				rules = append(rules, estate.Item{Value: placed(rule.Value, selected)})
			}
		}
	}
	rules = append(rules, estate.Item{Value: estate.NotInInputBecause("roles that are not in the input may be aggregated too")})
	items := make([]estate.Item, 0, len(o.Value.Items)+1)
	for _, item := range o.Value.Items {
		if item.Key != "rules" {
			items = append(items, item)
		}
	}
	value := *o.Value
	value.Items = append(items, estate.Item{Key: "rules", Value: &estate.Value{Kind: estate.List, Items: rules}})
	return &value
}

// placed is a value that knows the file it came from, in whatever tree it stands.
func placed(v *estate.Value, o *estate.Object) *estate.Value {
	if v == nil || v.Source != nil || o.Value.Source == nil {
		return v
	}
	copied := *v
	copied.Source = o.Value.Source
	return &copied
}

// selected returns the roles that an aggregating role selects, by name. Equal selectors are asked once.
func (x *Index) selected(o *estate.Object) []*estate.Object {
	rule := o.Value.Get("aggregationRule")
	text := string(estate.AppendJSON(nil, rule))
	if found, ok := x.selections[text]; ok {
		return found
	}
	var selectors []labels.Selector
	for _, element := range rule.Get("clusterRoleSelectors").Elements() {
		var selector metav1.LabelSelector
		if json.Unmarshal(estate.AppendJSON(nil, element.Value), &selector) != nil {
			continue // the API server refuses it
		}
		if compiled, err := metav1.LabelSelectorAsSelector(&selector); err == nil {
			selectors = append(selectors, compiled)
		}
	}
	var found []*estate.Object
	for key, role := range x.roles {
		if key.namespace == "" && slices.ContainsFunc(selectors, func(s labels.Selector) bool { return s.Matches(x.labelsOf(role)) }) {
			found = append(found, role)
		}
	}
	slices.SortFunc(found, func(a, b *estate.Object) int { return strings.Compare(a.Name, b.Name) })
	x.selections[text] = found
	return found
}

func (x *Index) labelsOf(o *estate.Object) labels.Set {
	set, ok := x.labels[o]
	if !ok {
		set = labels.Set{}
		for _, label := range o.Value.At("metadata", "labels").Fields() {
			set[label.Key] = label.Value.Str()
		}
		x.labels[o] = set
	}
	return set
}
