// Package node collects what a machine's files say of its isolation: kernel, CPU, KVM, libvirt's daemons and the kubelet.
//
// It reads below a mounted root directory, "/" or wherever a machine's or an image's file system is, follows links only
// within it, opens regular files only, and bounds what it reads. It runs nothing and asks no daemon.
//
// # The machine object
//
// One object of kind Machine is sent. Every value that was read carries its file as the machine itself names it, and its line
// and column. A key that is absent means that the machine is known not to have the thing. What the root cannot tell is
// NotInInput (an image has no live kernel), what it should tell and did not is Unread, with a problem.
//
//	kernel
//	  release          text of /proc/sys/kernel/osrelease
//	  cmdline          list of the words of /proc/cmdline; values of parameters named like secrets are "<hidden>"
//	  lockdown         "none", "integrity" or "confidentiality"; "none" too where the kernel was built without it
//	  lsm              list of the active security modules
//	  selinux.enforce  "1" or "0": SELinux refuses, or only writes down; selinux is absent where SELinux is not active, or
//	                   its file system is not mounted
//	  sysctl           map of the settings that controls ask for, by dotted name; absent: the kernel has no such setting.
//	                   Those of net. are NotInInput unless the auditor shares the machine's network namespace
//	  ksm.run          "0", "1" or "2"; ksm is absent where the kernel has no same-page merging
//	cpu
//	  vulnerabilities  map of the texts in /sys/devices/system/cpu/vulnerabilities, by file; NotInInput in old kernels
//	  smt              text of /sys/devices/system/cpu/smt/control: "on", "off", "forceoff", "notsupported", "notimplemented"
//	  microcode        version of the first CPU's; absent on most virtual machines
//	kvm                parameters of the modules kvm, kvm_intel and kvm_amd, {module: {parameter: text}}; a module is absent
//	                   where it is neither loaded nor built in
//	vfio               the same of vfio and vfio_iommu_type1
//	iommu.groups       number of IOMMU groups
//	swaps              list of {device, type, mapper}: a row of /proc/swaps. mapper is what a device-mapper device is
//	                   ("CRYPT", "LVM") and absent for others
//	product_uuid       the machine's UUID from DMI, which libvirt also gives to a domain; absent without DMI
//	os                 the system's name
//	libvirt            absent where there is neither /etc/libvirt nor a daemon
//	  NAME.conf        each /etc/libvirt/*.conf: {setting: text or list of texts}, numbers as texts, passwords as
//	                   {present, length, looksLike}. Of two assignments the first counts, as for libvirt. Unread where
//	                   the syntax is wrong: then the daemon does not start either. Absent files mean libvirt's defaults
//	  units            the daemons' systemd units by name, drop-ins applied:
//	                   {enabled, args} of a service, {enabled, listen, mode, user, group} of a socket,
//	                   {enabled: false, masked: true} of what cannot start.
//	                   enabled: starts with the machine, by a link in some .wants, .requires or .upholds directory or by
//	                   another such unit of libvirt's. args: the daemon's options in their long form, values as next word
//	                   ("--listen", "--timeout", "120"), Environment and EnvironmentFile filled in; anything else is
//	                   {present, length, looksLike}. listen: ListenStream as written, %t as /run. mode: "0666".
//	                   NotInInput without systemd
//	  daemons          {monolithic, modular}: libvirtd is installed, virtqemud is
//	  sockets          {path: mode} of the sockets in /run/libvirt, as "0777"; NotInInput where the root is of no
//	                   running machine
//	  files            list of {path, what, mode, uid, gid}: who may read or write what makes root or holds secrets, after
//	                   links. what: "hooks" (their directory), "hook", "configuration" (qemu.conf), "secrets" (their
//	                   directory), "passwords" (of SASL and Kerberos), "key" (of a certificate), "definition" (of a guest), "memory" (of a
//	                   guest, saved or dumped), "image" (a disk or the firmware's variables that a definition names, or a device), "device" (of
//	                   KVM, vhost, SEV), "vfio" (a group of PCI devices). The last five have shielded: a directory above keeps others
//	                   from it. Images have guest, readOnly and mounted: where the machine has it, or a partition of it, mounted;
//	                   absent: nowhere. An image that is not there has no mode
//	  bridgeHelper     QEMU's: {path, mode, privileged (it gets rights of root whoever starts it), allows, denies (bridges, or
//	                   "all")}; absent without the program
//	  apparmor         list of the rules that the host's own files add to guests' profiles; absent without any
//	  certificates     list of {path, daysLeft, algorithm, bits, signature, ca} below /etc/pki that libvirt and QEMU use;
//	                   days from the collection on, rounded down
//	  polkit           list of {file, groups}: rules files that let users manage libvirt unasked, and the groups that they
//	                   name. Rules are programs, of which only words are read: groups may be asked for something else
//	  groups           {group: members} of those groups, and of kvm, libvirt, libvirt-qemu and qemu; NotInInput without
//	                   /etc/group
//	  sasl.mech_list   list of the mechanisms that /etc/sasl2/libvirt.conf allows, in lower case; sasl is absent without the
//	                   file, mech_list where it names none
//	guests             list of the QEMU processes that run libvirt's guests, as they run: {guest, uuid, user, groups, capabilities,
//	                   noNewPrivs, seccomp, contained, label, replaced, mounts, monitors}. user: the effective one; groups: names
//	                   of all; capabilities: the effective set in hexadecimal; noNewPrivs: "1"; seccomp: "2" in the sandbox, "0"
//	                   without; contained: true in a container, as KubeVirt's are, else absent; label: of the host's security
//	                   module, absent without one; replaced: the program that runs is no longer the installed one; mounts: "own" or
//	                   "host"; monitors: ways beside libvirt's to command it, {what ("monitor", "gdb"), transport ("tcp", "unix",
//	                   ...), address}. NotInInput where /proc shows no processes of the machine
//	kubelet            absent where there is neither a process, nor a unit, nor a configuration
//	  config           the KubeletConfiguration: the file that --config names, with the files of --config-dir laid over it;
//	                   absent where no argument names one. Without process and unit it is /var/lib/kubelet/config.yaml
//	  args             list of the kubelet's arguments, of the process or else of the unit with variables filled in; flags
//	                   outside the known list are {present, length, looksLike}. NotInInput without process and unit
//	controlPlane       absent where there are none of its programs
//	  containers       list of the programs in the shape of a pod's containers, arguments as of a pod: those of static pods as
//	                   they stand in their manifests, others as {name, command} of a process in the machine's own PID
//	                   namespace, or else of a unit that starts with the machine. etcd's variables stand among its flags.
//	                   files: {flag: content} of the files that flags name, as far as the machine has them: of an encryption
//	                   configuration the names of resources and providers alone, of etcd's file what has a flag of that name
//	files              list of the files that Kubernetes' parts are configured by: {path, role, mode, user, group, shielded}.
//	                   role: "manifest" of a static pod, "kubeconfig", "kubelet-unit", "kubelet-config", "cni", "etcd-data",
//	                   "pki" (a directory), "certificate", "key". mode: "0644". user and group: names, or numbers without
//	                   one. shielded: a directory above it lets nobody but root through
package node
