"""Prints what Ansible does as JSON, one object a line; commands/machines/play.ts reads it.

https://docs.ansible.com/ansible/latest/dev_guide/developing_plugins.html#callback-plugins
"""

import json

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: events
type: stdout
short_description: JSON, one object a line
description: The steps of a playbook and what they print.
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "events"

    def tell(self, **event):
        print(json.dumps(event), flush=True)

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.tell(step=task.get_name())

    def v2_runner_on_ok(self, result):
        self.tell_end(result, "ok", result._result.get("stdout"))

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.tell_end(result, "failed", result._result.get("stderr") or result._result.get("msg"))

    def v2_runner_on_unreachable(self, result):
        self.tell_end(result, "unreachable", result._result.get("msg"))

    def tell_end(self, result, ended, text):
        self.tell(step=result._task.get_name(), ended=ended, text=str(text or ""))
