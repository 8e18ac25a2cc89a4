package relate

import (
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// auditedRequest is a request that an audit log should have: by anybody who is logged in, in any namespace, on any object.
type auditedRequest struct {
	what, verb, group, resource string // a subresource stands behind a slash
	clusterWide                 bool   // the resource is in no namespace
}

// auditedRequests are those by which people get at secrets, into pods, at rights and past admission.
func auditedRequests() []auditedRequest {
	const rbac, admission = "rbac.authorization.k8s.io", "admissionregistration.k8s.io"
	return []auditedRequest{
		{"reading Secrets", "get", "", "secrets", false},
		{"listing Secrets", "list", "", "secrets", false},
		{"changing ConfigMaps", "update", "", "configmaps", false},
		{"making tokens", "create", "", "serviceaccounts/token", false},
		{"verifying tokens", "create", "authentication.k8s.io", "tokenreviews", true},
		{"creating pods", "create", "", "pods", false},
		{"changing workloads", "patch", "apps", "deployments", false},
		{"running commands in pods", "create", "", "pods/exec", false},
		{"forwarding ports of pods", "create", "", "pods/portforward", false},
		{"reaching pods through the proxy", "get", "", "pods/proxy", false},
		{"reaching services through the proxy", "get", "", "services/proxy", false},
		{"reaching kubelets through the proxy", "get", "", "nodes/proxy", true},
		{"changing roles", "update", rbac, "clusterroles", true},
		{"changing bindings", "create", rbac, "clusterrolebindings", true},
		{"changing admission webhooks", "update", admission, "validatingwebhookconfigurations", true},
	}
}

// unaudited lists what of that a policy does not write down. It is nil where there is no policy.
func unaudited(flags, files *estate.Value) *estate.Value {
	policy := named("audit-policy-file", flags, files)
	if policy == nil || policy.Unknown() {
		return policy
	}
	if missing := policy.Get("rules").Missing(); missing != nil && missing.Unknown() {
		return missing
	}
	missed := estate.ListOf()
	for _, request := range auditedRequests() {
		if !request.isAudited(policy) {
			missed.Items = append(missed.Items, estate.Item{Value: estate.Text(request.what)})
		}
	}
	return missed
}

// isAudited asks the policy as the API server does: the first rule that matches decides, and what none matches is not written down.
func (q *auditedRequest) isAudited(policy *estate.Value) bool {
	for _, rule := range policy.Get("rules").Elements() {
		if q.matches(rule.Value) {
			level := rule.Value.Get("level").Str()
			return level != "" && level != "None"
		}
	}
	return false
}

func (q *auditedRequest) matches(rule *estate.Value) bool {
	has := func(field, want string) bool {
		return slices.ContainsFunc(rule.Get(field).Elements(), func(item estate.Item) bool { return item.Value.Str() == want })
	}
	given := func(field string) bool { return len(rule.Get(field).Elements()) > 0 }
	switch {
	case given("users") || given("userGroups") && !has("userGroups", "system:authenticated"):
		return false // for some only
	case given("verbs") && !has("verbs", q.verb):
		return false
	case given("namespaces") && !(q.clusterWide && has("namespaces", "")):
		return false // in some only
	case given("resources"):
		return slices.ContainsFunc(rule.Get("resources").Elements(), func(item estate.Item) bool { return q.among(item.Value) })
	}
	return given("namespaces") || !given("nonResourceURLs")
}

// among says whether a rule's group and resources hold the request's.
func (q *auditedRequest) among(group *estate.Value) bool {
	if name := group.Get("group").Str(); name != q.group && name != "*" {
		return false
	}
	resources := group.Get("resources").Elements()
	if len(resources) == 0 {
		return true
	}
	if len(group.Get("resourceNames").Elements()) > 0 {
		return false // some objects only
	}
	resource, sub, isSub := strings.Cut(q.resource, "/")
	return slices.ContainsFunc(resources, func(item estate.Item) bool {
		name := item.Value.Str()
		return name == "*" || name == q.resource || name == resource+"/*" || isSub && name == "*/"+sub
	})
}
