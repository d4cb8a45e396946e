"""What people write in ten minutes: which calls have no result, and which results no call. No places, no order, no repair."""
import json
import sys


def conversations(path):
    with open(path, "rb") as source:
        if source.readline() == b"[\n":
            yield json.loads(b"[" + source.read())
            return
        source.seek(0)
        for line in source:
            yield json.loads(line)["messages"]


orphaned_calls = orphaned_results = 0
for messages in conversations(sys.argv[1]):
    calls = {call["id"] for message in messages for call in message.get("tool_calls") or []}
    results = {message["tool_call_id"] for message in messages if message["role"] == "tool"}
    orphaned_calls += len(calls - results)
    orphaned_results += len(results - calls)
print(orphaned_calls, "calls without a result,", orphaned_results, "results without a call")
