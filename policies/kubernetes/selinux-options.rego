# METADATA
# title: Containers must keep SELinux's types for containers
# description: >-
#   On nodes with SELinux the runtime confines every container by a type of its own. Another type, such as spc_t, or
#   another user or role may switch that off. The baseline profile allows four types, container_engine_t since
#   v1.31.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#     description: Security contexts of pods and containers
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove seLinuxOptions.user and role, and set type to one of the container types or remove it.
#   frameworks:
#     pss: [baseline]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3", "4.5.2"]
#     nist-800-53r5: [ac-3, sc-39]
#     bsi-sys-1.6: [A21, A26]
package bulkhead.kubernetes.selinux_options

import data.bulkhead.lib.kubernetes.pod
import data.bulkhead.lib.kubernetes.version

deny contains {
	"path": array.concat(at, ["type"]),
	"message": "runs with an SELinux type that is not one for containers",
} if {
	some at, type in _types
	not type in {"container_t", "container_init_t", "container_kvm_t", "container_engine_t"}
}

deny contains {
	"path": array.concat(at, ["type"]),
	"message": "runs with an SELinux type that is allowed since v1.31 only",
} if {
	version.before(31)
	some at, "container_engine_t" in _types
}

deny contains {
	"path": array.concat(at, [field]),
	"message": sprintf("sets the SELinux %s", [field]),
} if {
	some at, options in _options
	some field in ["user", "role"]
	not options[field] in {null, ""}
	options[field]
}

unknown contains version.unclear(array.concat(at, ["type"])) if {
	some at, "container_engine_t" in _types
}

_types[at] := options.type if {
	some at, options in _options
	not options.type in {null, ""}
}

_options[["container", "securityContext", "seLinuxOptions"]] := input.container.securityContext.seLinuxOptions

_options[["pod", "spec", "securityContext", "seLinuxOptions"]] := input.pod.spec.securityContext.seLinuxOptions

# The API refuses the field in Windows pods.
notapplicable if pod.windows
