package bulkhead.kubernetes.node_with_known_escape_test

import data.bulkhead.kubernetes.node_with_known_escape as control

_given(kubelet, runtime) := {"node": {"status": {"nodeInfo": {
	"kubeletVersion": kubelet,
	"containerRuntimeVersion": runtime,
}}}}

test_fail[kubelet] if {
	some kubelet, faults in {
		"v1.22.1": "CVE-2021-25741, CVE-2024-10220",
		"v1.18.20": "CVE-2021-25741, CVE-2024-10220",
		"v1.27.16": "CVE-2024-10220",
		"v1.28.11": "CVE-2024-10220",
		"v1.29.6": "CVE-2024-10220",
		"v1.30.2": "CVE-2024-10220",
	}
	control.deny == {{
		"path": ["node", "status", "nodeInfo", "kubeletVersion"],
		"message": sprintf("runs a kubelet with %s", [faults]),
	}} with input as _given(kubelet, "containerd://2.3.2")
}

test_pass[note] if {
	some note, given in {
		"new": _given("v1.37.2", "containerd://2.3.2"),
		"the first with the fix": _given("v1.30.3", "containerd://1.7.33"),
		"CRI-O": _given("v1.28.12", "cri-o://1.30.1"),
		"a distribution's": _given("v1.31.0-eks-1", "containerd://2.2.5-k3s1"),
		"another runtime": _given("v1.31.0+k3s1", "docker://20.10.1"),
	}
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

_unclear(field, program, fault) := {{
	"path": ["node", "status", "nodeInfo", field],
	"message": sprintf("runs a %s that has %s, unless who built it has mended that", [program, fault]),
	"reason": "not-in-input",
}}

test_unknown_of_a_distribution if {
	given := _given("v1.29.6-gke.1038001", "containerd://2.3.2")
	control.deny == set() with input as given
	control.unknown == _unclear("kubeletVersion", "kubelet", "CVE-2024-10220") with input as given
}

test_unknown_of_a_runtime[version] if {
	some version, expected in {
		"containerd://1.7.32": ["containerd", "CVE-2026-53488"],
		"containerd://2.0.9-k3s1": ["containerd", "CVE-2026-53488"],
		"containerd://1.6.38": ["containerd", "CVE-2026-53488"],
		"containerd://1.5.9-0ubuntu3": ["containerd", "CVE-2022-23648, CVE-2026-53488"],
		"cri-o://1.28.6": ["cri-o", "CVE-2024-5154"],
	}
	given := _given("v1.37.2", version)
	control.deny == set() with input as given
	control.unknown == _unclear("containerRuntimeVersion", expected[0], expected[1]) with input as given
}

test_absent[note] if {
	some note, node in {"nothing": {}, "no versions": {"status": {"nodeInfo": {}}}, "odd": {"status": {"nodeInfo": {
		"kubeletVersion": "devel",
		"containerRuntimeVersion": "containerd",
	}}}}
	control.deny == set() with input as {"node": node}
	control.unknown == set() with input as {"node": node}
}

test_near_miss_a_later_minor_with_a_low_patch if {
	control.deny == set() with input as _given("v1.31.0", "containerd://2.4.0")
	control.unknown == set() with input as _given("v1.31.0", "containerd://2.4.0")
}
