package relate

import (
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// admission is what the API server asks before it takes an object.
type admission struct {
	webhooks []*estate.Object // configurations
	policies []*estate.Object
	bindings []*estate.Object
	guards   []guard // found when first asked for
}

func (a *admission) reference(o *estate.Object) {
	switch o.Kind {
	case "ValidatingAdmissionPolicy":
		a.policies = append(a.policies, o)
	case "ValidatingAdmissionPolicyBinding":
		a.bindings = append(a.bindings, o)
	default:
		a.webhooks = append(a.webhooks, o)
	}
}

// admissionSubjects hands out webhooks, policies and their bindings, which belong to no namespace.
func (c *cluster) admissionSubjects(yield func(*subject.Subject)) {
	for _, o := range c.admission.webhooks {
		c.webhooks(o, yield)
	}
	for _, o := range c.admission.policies {
		yield(&subject.Subject{
			Kind: "kubernetes/admissionpolicy", Object: o,
			Roots: []subject.Root{
				{Name: "admissionpolicy", Value: o.Value, Object: o},
				{Name: "facts", Value: estate.MapOf(
					estate.Item{Key: "minor", Value: c.minor}, estate.Item{Key: "actions", Value: c.policyActions(o.Name)},
				)},
			},
		})
	}
	for _, o := range c.admission.bindings {
		yield(&subject.Subject{
			Kind: "kubernetes/admissionbinding", Object: o,
			Roots: []subject.Root{{Name: "admissionbinding", Value: o.Value, Object: o}, c.commonFacts()},
		})
	}
}

func (c *cluster) webhooks(o *estate.Object, yield func(*subject.Subject)) {
	mutating, filledIn := o.Kind == "MutatingWebhookConfiguration", c.files && injectsCA(o)
	facts := subject.Root{Name: "facts", Value: estate.MapOf(
		estate.Item{Key: "minor", Value: c.minor}, estate.Item{Key: "mutating", Value: estate.Bool(mutating)},
		estate.Item{Key: "filledIn", Value: estate.Bool(filledIn)},
	)}
	for i, item := range o.Value.Get("webhooks").Elements() {
		yield(&subject.Subject{
			Kind: "kubernetes/webhook", Object: o, Part: item.Value.Get("name").Str(),
			Roots: []subject.Root{
				{Name: "webhook", Value: item.Value, Object: o, Path: "webhooks[" + strconv.Itoa(i) + "]"},
				facts,
			},
		})
	}
}

// injectsCA says that an annotation asks a controller to fill in the CA of the webhooks, as cert-manager's and OpenShift's do.
func injectsCA(o *estate.Object) bool {
	for _, item := range o.Value.At("metadata", "annotations").Fields() {
		if _, name, _ := strings.Cut(item.Key, "/"); strings.HasPrefix(name, "inject-") {
			return true
		}
	}
	return false
}

// policyActions lists what the bindings of a policy do, each once: nothing where there are none, or why they are not known.
func (c *cluster) policyActions(policy string) *estate.Value {
	actions := []string{}
	bound := false
	var unread *estate.Value
	for _, o := range c.admission.bindings {
		if o.Value.At("spec", "policyName").Str() != policy {
			continue
		}
		bound = true
		all := o.Value.At("spec", "validationActions")
		if all.Unknown() {
			unread = all
		}
		for _, action := range all.Elements() {
			if action.Value.Unknown() {
				unread = action.Value
			} else if name := action.Value.Str(); !slices.Contains(actions, name) {
				actions = append(actions, name)
			}
		}
	}
	slices.Sort(actions)
	if !slices.Contains(actions, "Deny") {
		if unread != nil {
			return unread
		}
		// There may be more bindings than were read.
		unknown := c.absent("ValidatingAdmissionPolicyBinding", "")
		if unknown != nil && (unknown.Kind == estate.Unread || !bound) {
			return unknown
		}
	}
	return estate.Texts(actions...)
}
