package relate

import (
	"encoding/json"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
	"bulkhead/audit/rbac"
)

// guard is a validating webhook or a bound policy that the API server asks about every new pod of the namespaces that it selects, and
// without whose consent it admits none.
type guard struct {
	name        string
	selected    []labels.Selector // of namespaces; all of them must match
	conditional bool              // it is asked only where its matchConditions say so, which only CEL could judge
}

// podGuards names the guards of a namespace that have conditions, or those that have none. What is not known to be one is left out: the
// list may be longer.
func (c *cluster) podGuards(namespace *estate.Object, conditional bool) *estate.Value {
	if c.admission.guards == nil {
		c.admission.guards = c.admission.findGuards()
	}
	set := labels.Set{}
	for _, label := range namespace.Value.At("metadata", "labels").Fields() {
		if label.Value.Unknown() {
			return estate.Texts()
		}
		set[label.Key] = label.Value.Str()
	}
	set["kubernetes.io/metadata.name"] = namespace.Name // which the API server sets itself
	names := []string{}
	for _, g := range c.admission.guards {
		if g.conditional == conditional && !slices.ContainsFunc(g.selected, func(s labels.Selector) bool { return !s.Matches(set) }) {
			names = append(names, g.name)
		}
	}
	slices.Sort(names)
	return estate.Texts(slices.Compact(names)...)
}

func (a *admission) findGuards() []guard {
	guards := []guard{}
	for _, configuration := range a.webhooks {
		if configuration.Kind != "ValidatingWebhookConfiguration" {
			continue
		}
		for _, item := range configuration.Value.Get("webhooks").Elements() {
			webhook := item.Value
			if selector, ok := selectsAllObjects(webhook); ok && failsClosed(webhook) && coversPods(webhook.Get("rules")) {
				guards = append(guards, guard{webhook.Get("name").Str(), []labels.Selector{selector}, hasConditions(webhook)})
			}
		}
	}
	for _, policy := range a.policies {
		spec := policy.Value.Get("spec")
		constraints := spec.Get("matchConstraints")
		selector, ok := selectsAllObjects(constraints)
		if !ok || !failsClosed(spec) || !isEmpty(constraints.Get("excludeResourceRules")) || !coversPods(constraints.Get("resourceRules")) {
			continue
		}
		for _, binding := range a.bindings {
			if bound, ok := refuses(binding.Value.Get("spec"), policy.Name); ok {
				guards = append(guards, guard{policy.Name, []labels.Selector{selector, bound}, hasConditions(spec)})
			}
		}
	}
	return guards
}

// failsClosed: nothing is admitted where the question fails.
func failsClosed(asked *estate.Value) bool {
	policy := asked.Get("failurePolicy")
	return policy == nil || policy.Str() == "Fail"
}

func hasConditions(asked *estate.Value) bool { return !isEmpty(asked.Get("matchConditions")) }

// refuses says that a binding makes a policy refuse pods, and of which namespaces.
func refuses(binding *estate.Value, policy string) (labels.Selector, bool) {
	if binding.Get("policyName").Str() != policy || !holds(binding.Get("validationActions"), "Deny") {
		return nil, false
	}
	if parameters := binding.Get("paramRef"); parameters != nil && parameters.Get("parameterNotFoundAction").Str() != "Deny" {
		return nil, false
	}
	resources := binding.Get("matchResources")
	rules := resources.Get("resourceRules")
	if !isEmpty(resources.Get("excludeResourceRules")) || (!isEmpty(rules) && !coversPods(rules)) {
		return nil, false
	}
	return selectsAllObjects(resources)
}

// selectsAllObjects returns the selector of namespaces, and whether all objects in them are meant: one on objects can be escaped by a label.
func selectsAllObjects(asked *estate.Value) (labels.Selector, bool) {
	if asked.Missing() != nil {
		return nil, false
	}
	for _, item := range asked.Get("objectSelector").Fields() {
		if !isEmpty(item.Value) {
			return nil, false
		}
	}
	return labelSelector(asked.Get("namespaceSelector"))
}

// labelSelector reads a selector, an absent one as one of all. It is false for one that the API server refuses.
func labelSelector(v *estate.Value) (labels.Selector, bool) {
	var spec metav1.LabelSelector
	if v != nil && json.Unmarshal(estate.AppendJSON(nil, v), &spec) != nil {
		return nil, false
	}
	selector, err := metav1.LabelSelectorAsSelector(&spec)
	return selector, err == nil
}

// coversPods says that a rule is for the creation of any pod.
func coversPods(rules *estate.Value) bool {
	for _, item := range rules.Elements() {
		rule := item.Value
		scope := rule.Get("scope").Str()
		if isEmpty(rule.Get("resourceNames")) && (scope == "" || scope == "*" || scope == "Namespaced") &&
			holds(rule.Get("operations"), "*", "CREATE") && holds(rule.Get("apiGroups"), "*", "") &&
			holds(rule.Get("apiVersions"), "*", "v1") && holds(rule.Get("resources"), "*", "*/*", "pods") {
			return true
		}
	}
	return false
}

func holds(list *estate.Value, any ...string) bool {
	for _, element := range list.Elements() {
		if element.Value.Kind == estate.String && slices.Contains(any, element.Value.Str()) {
			return true
		}
	}
	return false
}

func isEmpty(v *estate.Value) bool {
	return v == nil || v.Kind == estate.Null || ((v.Kind == estate.Map || v.Kind == estate.List) && len(v.Items) == 0)
}

// labelChangers names a namespace's own accounts that may change its labels, and by them which pods it admits.
func (c *cluster) labelChangers(namespace string) *estate.Value {
	names := []string{}
	var unclear *estate.Value
	for _, account := range c.accountsOf(namespace) {
		for _, verb := range [...]string{"update", "patch"} {
			answer := c.rights.May(rbac.Account(namespace, account), &rbac.Request{
				Verb: verb, Resource: "namespaces", Namespace: namespace, Name: namespace, // a namespace is an object of itself
			})
			if answer.Allowed {
				names = append(names, account)
				break
			}
			if answer.Unclear != nil {
				unclear = answer.Unclear
			}
		}
	}
	if len(names) > 0 {
		return estate.Texts(names...)
	}
	if unread := c.absent("ServiceAccount", namespace); unread != nil {
		return unread
	}
	if unclear != nil {
		return unclear
	}
	return estate.Texts()
}

// accountsOf lists a namespace's accounts, sorted.
func (c *cluster) accountsOf(namespace string) []string {
	if c.inside == nil {
		c.inside = map[string][]string{}
		for key := range c.accounts {
			in, name, _ := strings.Cut(key, "/")
			c.inside[in] = append(c.inside[in], name)
		}
		for _, names := range c.inside {
			slices.Sort(names)
		}
	}
	return c.inside[namespace]
}
