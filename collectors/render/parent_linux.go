package render

import (
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel end the renderer with the program that asks it.
func dieWithParent(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
