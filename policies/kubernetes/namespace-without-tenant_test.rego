package bulkhead.kubernetes.namespace_without_tenant_test

import data.bulkhead.kubernetes.namespace_without_tenant as control
import data.bulkhead.parameters.kubernetes.namespace_without_tenant as parameters

_given(name, labels) := {"namespace": {"metadata": {"name": name, "labels": labels}}}

_denied := {{"path": ["namespace", "metadata", "labels"], "message": "has no label tenant: it belongs to no tenant"}}

test_fail[note] if {
	some note, labels in {"none": {}, "null": null, "empty": {"tenant": ""}, "near miss": {"Tenant": "a"}}
	control.deny == _denied with input as _given("shop", labels) with parameters.label as "tenant"
}

test_fail_absent if {
	control.deny == _denied with input as {"namespace": {"metadata": {"name": "shop"}}} with parameters.label as "tenant"
}

test_pass if control.deny == set() with input as _given("shop", {"tenant": "a"}) with parameters.label as "tenant"

test_not_applicable if {
	control.notapplicable with input as _given("shop", {})
	control.deny == set() with input as _given("shop", {})
	control.notapplicable with input as _given("kube-system", {}) with parameters.label as "tenant"
	control.notapplicable with input as _given("infra-dns", {}) with parameters.label as "tenant"
		with parameters.trusted_namespaces as ["infra-*"]
	not control.notapplicable with input as _given("kube-systems", {}) with parameters.label as "tenant"
}
