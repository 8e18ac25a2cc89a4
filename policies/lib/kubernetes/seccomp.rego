# METADATA
# title: A container's seccomp profile
# description: A container's own profile, or else the one that it inherits from the pod.
# scope: package
package bulkhead.lib.kubernetes.seccomp

# METADATA
# description: The type of the profile in force and the path that sets it. Undefined where none is set.
# scope: document
profile := {"type": _own, "path": ["container", "securityContext", "seccompProfile", "type"]}

profile := {"type": _inherited, "path": ["pod", "spec", "securityContext", "seccompProfile", "type"]} if not _own

_own := input.container.securityContext.seccompProfile.type if {
	not input.container.securityContext.seccompProfile.type in {null, ""}
}

_inherited := input.pod.spec.securityContext.seccompProfile.type if {
	not input.pod.spec.securityContext.seccompProfile.type in {null, ""}
}
