# METADATA
# title: What a pod is
# description: Facts of the pod that decide whether a control's question arises.
# scope: package
package bulkhead.lib.kubernetes.pod

# METADATA
# description: The pod says that it runs on Windows. The API then refuses all Linux settings in it.
# scope: document
windows if input.pod.spec.os.name == "windows"

# METADATA
# description: The pod has a user namespace of its own, so its uid 0 is an unprivileged user of the node.
# scope: document
user_namespace if input.pod.spec.hostUsers == false
