"""Which acts keep which kind of promise: what a text may promise when they are done with it."""

# By kind of promise, the kinds of action (or the families of them) that leave its row. Money is
# never given back by the assistant: no act of its own makes that promise.
KEPT_BY: dict[str, tuple[str, ...]] = {
    "hold": ("hold", "exchange", "order"),
    "cancel": ("hold.cancel", "hold.swap", "order", "exchange", "booking"),
    "call_back": ("call_back",),
    "answer": ("call_back", "waiting", "watch", "alert", "task", "exchange", "withdrawal", "proof"),
    "send": ("label", "exchange", "order", "task", "invoice", "document", "proof"),
    "refund": ("withdrawal",),  # the law's own delay, told with the withdrawal it acknowledges
    "reminder": ("hold", "booking"),
    "watch": ("watch", "waiting", "alert", "exchange", "order"),
}


def keeps(promise: str, acts: tuple[str, ...], *, is_told: bool) -> bool:
    """is_told: a member has the case in hand, and answers."""
    if promise == "answer" and is_told:
        return True
    families = KEPT_BY.get(promise, ())
    return any(act == f or act.startswith(f"{f}.") for act in acts for f in families)
