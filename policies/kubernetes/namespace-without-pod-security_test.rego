package bulkhead.kubernetes.namespace_without_pod_security_test

import data.bulkhead.kubernetes.namespace_without_pod_security as control
import data.bulkhead.parameters.kubernetes.namespace_without_pod_security as parameters

_given(name, labels) := {"namespace": {"metadata": {"name": name, "labels": labels}}}

_denied(message, severity) := {{
	"path": ["namespace", "metadata", "labels", "pod-security.kubernetes.io/enforce"],
	"message": message,
	"expected": "restricted",
	"severity": severity,
}}

_unset := concat(" ", [
	"enforces no Pod Security level: every pod is admitted,",
	"as the cluster's default is taken as upstream's, privileged, since no API shows it",
])

test_fail_unset[note] if {
	some note, labels in {
		"none": {},
		"null": null,
		"near miss: warned and audited": {
			"pod-security.kubernetes.io/warn": "restricted",
			"pod-security.kubernetes.io/audit": "restricted",
		},
		"near miss: a version": {"pod-security.kubernetes.io/enforce-version": "latest"},
	}
	control.deny == _denied(_unset, "high") with input as _given("shop", labels)
}

test_fail_without_labels if {
	control.deny == _denied(_unset, "high") with input.namespace.metadata.name as "shop"
}

test_fail_privileged if {
	control.deny == _denied(
		"enforces the Pod Security level privileged: every pod is admitted",
		"high",
	) with input as _given("shop", {"pod-security.kubernetes.io/enforce": "privileged"})
}

test_fail_where_nothing_should_run[name] if {
	some name in ["kube-public", "kube-node-lease"]
	control.deny == _denied(_unset, "low") with input as _given(name, {})
}

test_pass[level] if {
	some level in ["baseline", "restricted", "near miss: not valid, so restricted", "Privileged", ""]
	control.deny == set() with input as _given("shop", {"pod-security.kubernetes.io/enforce": level})
}

test_not_applicable if {
	control.notapplicable with input as _given("kube-system", {})
	control.deny == set() with input as _given("kube-system", {})
	not control.notapplicable with input as _given("kube-system-2", {})
}

test_not_applicable_where_trusted if {
	control.notapplicable with input as _given("infra-dns", {}) with parameters.trusted_namespaces as ["infra-*"]
	control.deny == _denied(_unset, "high") with input as _given("kube-system", {}) with parameters.trusted_namespaces as []
}

test_fail_less_where_another_is_asked if {
	guarded := {"namespace": {"metadata": {"name": "shop"}}, "facts": {"podGuards": ["check.example.com"]}}
	control.deny == _denied(
		concat(" ", [
			"enforces no Pod Security level: every pod is admitted that a webhook or policy does not refuse,",
			"as the cluster's default is taken as upstream's, privileged, since no API shows it",
		]),
		"medium",
	) with input as guarded
	control.deny == _denied(
		"enforces the Pod Security level privileged: every pod is admitted that a webhook or policy does not refuse",
		"medium",
	) with input as object.union(guarded, _given("shop", {"pod-security.kubernetes.io/enforce": "privileged"}))
	control.deny == _denied(_unset, "high") with input as object.union(guarded, {"facts": {"podGuards": []}})
}

test_fail_and_tell_of_conditions if {
	conditional := {"namespace": {"metadata": {"name": "shop"}}, "facts": {"podGuards": [], "conditionalGuards": ["check"]}}
	control.deny == _denied(
		concat(" ", [
			"enforces no Pod Security level: every pod is admitted, but for those that a webhook or policy may refuse",
			"whose matchConditions were not evaluated,",
			"as the cluster's default is taken as upstream's, privileged, since no API shows it",
		]),
		"high",
	) with input as conditional
	control.deny == _denied(
		concat(" ", [
			"enforces the Pod Security level privileged: every pod is admitted, but for those that a webhook or policy may refuse",
			"whose matchConditions were not evaluated",
		]),
		"high",
	) with input as object.union(conditional, _given("shop", {"pod-security.kubernetes.io/enforce": "privileged"}))
	some denied in control.deny with input as object.union(conditional, {"facts": {"podGuards": ["other"]}})
	denied.severity == "medium"
}

test_fail_little_in_public_even_so if {
	some denied in control.deny with input as {
		"namespace": {"metadata": {"name": "kube-public"}},
		"facts": {"podGuards": ["check.example.com"]},
	}
	denied.severity == "low"
}
