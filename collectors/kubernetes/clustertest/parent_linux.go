package clustertest

import (
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel end the process with its parent, which a panic or a timeout ends without cleanup.
func dieWithParent(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
