package rbac

import (
	"strings"

	"bulkhead/audit/estate"
)

// Rule is one rule of a role. Its lists hold literals, or "*" for all.
type Rule struct {
	Verbs           []string `json:"verbs"`
	APIGroups       []string `json:"apiGroups,omitempty"`
	Resources       []string `json:"resources,omitempty"`
	ResourceNames   []string `json:"resourceNames,omitempty"`
	NonResourceURLs []string `json:"nonResourceURLs,omitempty"`
}

// Request is what somebody wants to do: to a resource, or to a URL that is none where URL is set.
type Request struct {
	Verb, Group, Resource, Subresource string
	// Namespace is empty for what is in no namespace, and for what is asked for all namespaces at once.
	Namespace string
	// Name is empty for requests that name no object, as list and create.
	Name string
	URL  string
}

const all = "*"

// Allows says that the rule allows the request, in the namespace where the rule holds.
func (r *Rule) Allows(q *Request) bool {
	if !has(r.Verbs, q.Verb) {
		return false
	}
	if q.URL != "" {
		return r.hasURL(q.URL)
	}
	return has(r.APIGroups, q.Group) && r.hasResource(q.Resource, q.Subresource) &&
		(len(r.ResourceNames) == 0 || hasLiteral(r.ResourceNames, q.Name))
}

// hasResource: "*" covers subresources too, "*/scale" that subresource of all resources, and "pods/*" nothing.
func (r *Rule) hasResource(resource, subresource string) bool {
	if subresource == "" {
		return has(r.Resources, resource)
	}
	for _, element := range r.Resources {
		first, second, _ := strings.Cut(element, "/")
		switch {
		case element == all, element == resource+"/"+subresource, first == all && second == subresource:
			return true
		}
	}
	return false
}

// hasURL: any number of stars at the end stands for whatever follows.
func (r *Rule) hasURL(url string) bool {
	for _, element := range r.NonResourceURLs {
		if element == url {
			return true
		}
		if strings.HasSuffix(element, all) && strings.HasPrefix(url, strings.TrimRight(element, all)) {
			return true
		}
	}
	return false
}

func has(list []string, wanted string) bool {
	for _, element := range list {
		if element == all || element == wanted {
			return true
		}
	}
	return false
}

func hasLiteral(list []string, wanted string) bool {
	for _, element := range list {
		if element == wanted {
			return true
		}
	}
	return false
}

// rulesOf reads a role's rules. What can't be read of them is unclear, with the reason.
func rulesOf(v *estate.Value) (rules []Rule, unclear *estate.Value) {
	switch {
	case v == nil || v.Kind == estate.Null:
		return nil, nil
	case v.Unknown():
		return nil, v
	case v.Kind != estate.List:
		return nil, estate.UnreadBecause("the role's rules are no list")
	}
	for _, element := range v.Items {
		var rule Rule
		if element.Value.Unknown() {
			unclear = element.Value
			continue
		}
		if element.Value == nil || element.Value.Kind != estate.Map {
			unclear = estate.UnreadBecause("a rule of the role is no object")
			continue
		}
		whole := true
		for _, field := range [...]struct {
			name string
			list *[]string
		}{
			{"verbs", &rule.Verbs},
			{"apiGroups", &rule.APIGroups},
			{"resources", &rule.Resources},
			{"resourceNames", &rule.ResourceNames},
			{"nonResourceURLs", &rule.NonResourceURLs},
		} {
			var fault *estate.Value
			if *field.list, fault = texts(element.Value.Get(field.name)); fault != nil {
				unclear, whole = fault, false
			}
		}
		if whole { // half a rule says more than the rule, or less
			rules = append(rules, rule)
		}
	}
	return rules, unclear
}

// texts reads a list of strings.
func texts(v *estate.Value) ([]string, *estate.Value) {
	if v == nil || v.Kind == estate.Null {
		return nil, nil
	}
	if v.Unknown() {
		return nil, v
	}
	if v.Kind != estate.List {
		return nil, estate.UnreadBecause("a field of the role's rules is no list")
	}
	list := make([]string, 0, len(v.Items))
	for _, item := range v.Items {
		switch {
		case item.Value.Unknown():
			return nil, item.Value
		case item.Value == nil || item.Value.Kind != estate.String:
			return nil, estate.UnreadBecause("a list of the role's rules holds something that is no text")
		}
		list = append(list, item.Value.Text)
	}
	return list, nil
}
