package clustertest

import (
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel end the process with the test binary, which a panic or a timeout ends without cleanup.
func dieWithParent(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
