# METADATA
# title: What confines the process of a machine
# description: >-
#   The process that runs one of KubeVirt's machines, as the kernel of its node shows it, where the node's files are in
#   the input: a user that is not root, without capabilities, in a seccomp filter and a file system of its own, with a label
#   of SELinux's that is enforced and that no other guest of the node has. The one profile that container runtimes have for
#   AppArmor tells no container from another.
# scope: package
package bulkhead.lib.kubernetes.launcher

# METADATA
# description: All of that is in force.
# scope: document
caged if {
	process := input.facts.process
	process.seccomp == "2"
	process.mounts == "own"
	not process.user in {"root", "0"}
	regex.match(`^0+$`, process.capabilities)
	process.enforce == "1"
	process.alike == 0
	regex.match(`:s0[^:]*:c[0-9]`, process.label)
	not regex.match(`:(spc_t|unconfined_t|unconfined_service_t|init_t|kernel_t):`, process.label)
}
