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
# description: >-
#   The API server's copy of a pod that a node's kubelet runs from a file. It can have no service account.
# scope: document
mirror if input.pod.metadata.annotations["kubernetes.io/config.mirror"]

# METADATA
# description: The pod has a user namespace of its own, so its uid 0 is an unprivileged user of the node.
# scope: document
user_namespace if input.pod.spec.hostUsers == false
