# METADATA
# title: Known ways out of containers
# description: >-
#   Faults of kubelets and container runtimes that lead from a pod to its node, with the versions of upstream that mend
#   them, as of 2026-11-24. Only such are listed as Node.status tells versions of: neither runc's nor the kernel's
#   patches show there. In a branch that is not listed, versions below the first branch have the fault and those above
#   the last have not.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/issues-security/official-cve-feed/
#     description: Kubernetes
#   - ref: https://github.com/containerd/containerd/security/advisories
#     description: containerd
#   - ref: https://github.com/cri-o/cri-o/security/advisories
#     description: CRI-O
package bulkhead.lib.kubernetes.escapes

_faults := {
	"kubelet": [
		{"id": "CVE-2021-25741", "fixed": [[1, 19, 15], [1, 20, 11], [1, 21, 5], [1, 22, 2]]},
		{"id": "CVE-2024-10220", "fixed": [[1, 28, 12], [1, 29, 7], [1, 30, 3]]},
	],
	"containerd": [
		{"id": "CVE-2022-23648", "fixed": [[1, 4, 13], [1, 5, 10], [1, 6, 1]]},
		{"id": "CVE-2026-53488", "fixed": [[1, 7, 33], [2, 0, 10], [2, 1, 9], [2, 2, 5], [2, 3, 2]]},
	],
	"cri-o": [{"id": "CVE-2024-5154", "fixed": [[1, 28, 7], [1, 29, 5], [1, 30, 1]]}],
}

# METADATA
# description: The faults of a program's version, which begins with three numbers as in v1.30.2 or 1.7.20-k3s1.
# scope: document
of(program, version) := {fault.id |
	some fault in _faults[program]
	_has(_parts(version), fault.fixed)
}

_parts(version) := [to_number(part) | some part in split(found[0], ".")] if {
	found := regex.find_n(`^[0-9]+\.[0-9]+\.[0-9]+`, trim_prefix(version, "v"), 1)
	count(found) > 0
}

# METADATA
# description: >-
#   The version is one that upstream released. A distribution's own has a suffix, as v1.30.2-gke.100 or 1.7.20-0ubuntu1,
#   and may have got the fix without another number.
# scope: document
upstream(version) if regex.match(`^v?[0-9]+\.[0-9]+\.[0-9]+$`, version)

_has(parts, fixed) if {
	some one in fixed
	array.slice(one, 0, 2) == array.slice(parts, 0, 2)
	parts[2] < one[2]
}

_has(parts, fixed) if array.slice(parts, 0, 2) < array.slice(fixed[0], 0, 2)
