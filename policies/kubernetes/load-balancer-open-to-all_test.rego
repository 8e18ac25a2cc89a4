package bulkhead.kubernetes.load_balancer_open_to_all_test

import data.bulkhead.kubernetes.load_balancer_open_to_all as control

_given(spec) := {"service": {"metadata": {}, "spec": object.union({"type": "LoadBalancer"}, spec)}}

_annotated(ranges) := {"service": {
	"metadata": {"annotations": {"service.beta.kubernetes.io/load-balancer-source-ranges": ranges}},
	"spec": {"type": "LoadBalancer"},
}}

_open := {{
	"path": ["service", "spec", "loadBalancerSourceRanges"],
	"message": "is a load balancer that takes connections from everywhere",
}}

test_fail_absent[note] if {
	some note, spec in {"absent": {}, "empty": {"loadBalancerSourceRanges": []}}
	control.deny == _open with input as _given(spec)
}

test_fail_annotation[ranges] if {
	some ranges in ["", "0.0.0.0/0", "10.0.0.0/8, ::/0"]
	control.deny == _open with input as _annotated(ranges)
}

test_fail_everything if {
	control.deny == {{
		"path": ["service", "spec", "loadBalancerSourceRanges", 1],
		"message": "is a load balancer that takes connections from every address",
	}} with input as _given({"loadBalancerSourceRanges": ["10.0.0.0/8", "0.0.0.0/0"]})
}

test_pass if {
	control.deny == set() with input as _given({"loadBalancerSourceRanges": ["0.0.0.0/1"]}) # near miss
	control.deny == set() with input as _annotated("10.0.0.0/8,192.0.2.0/24")
}

test_not_applicable[note] if {
	some note, spec in {"near miss": {"type": "NodePort"}, "absent": {}, "another": {"type": "ClusterIP"}}
	control.notapplicable with input.service.spec as spec
	control.deny == set() with input.service.spec as spec
}

test_fail_internal[ranges] if {
	some ranges in [[], ["0.0.0.0/0"]]
	{[d.message, d.severity] | some d in control.deny} == {[
		"is a load balancer that takes connections from everywhere in the cloud's own network",
		"low",
	]} with input as {"service": {
		"metadata": {"annotations": {"service.beta.kubernetes.io/azure-load-balancer-internal": "true"}},
		"spec": {"type": "LoadBalancer", "loadBalancerSourceRanges": ranges},
	}}
}

test_near_miss_not_internal if {
	control.deny == _open with input as {"service": {
		"metadata": {"annotations": {"service.beta.kubernetes.io/azure-load-balancer-internal": "false"}},
		"spec": {"type": "LoadBalancer"},
	}}
}
