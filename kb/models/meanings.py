"""What the values mean that code branches on; the terms of vocabularies carry their own definitions."""

from collections.abc import Mapping
from enum import StrEnum

from kb.graph import kinds

__all__ = ["GAP_MEANINGS", "MEANINGS"]

GAP_MEANINGS = {
    "unknown": "Nobody has found out yet.",
    "none-known": "Somebody looked, and there is none.",
}

MEANINGS: Mapping[type[StrEnum], tuple[str, ...]] = {
    kinds.Status: (
        "Says the least that is useful; fields may be missing.",
        "Has all that its kind asks for.",
        "Stays only so that old links work; names its successor and the reason.",
    ),
    kinds.CauseStrength: (
        "Accounts for most cases of the issue.",
        "Makes the issue more likely or worse, seldom alone.",
        "Has been seen to produce the issue, or could.",
    ),
    kinds.FindingStrength: (
        "Seen in nearly every case of the issue, and seldom without it.",
        "Seen in about half of the cases.",
        "Seen in some cases; says little by itself.",
        "Hardly ever seen with the issue, so it speaks against it.",
    ),
    kinds.Likelihood: (
        "Happens in most cases.",
        "Happens in some cases.",
        "Happens now and then.",
        "Nobody has found out.",
    ),
    kinds.Effect: (
        "Keeps the issue from arising.",
        "Makes the issue known soon.",
        "Makes the issue smaller or rarer.",
        "Limits the harm while the issue is there.",
        "Removes the issue once it is there.",
    ),
    kinds.Effectiveness: (
        "Settles it in most cases.",
        "Helps clearly, and leaves a rest.",
        "Helps in some cases or a little.",
        "Nobody has found out.",
    ),
    kinds.Direction: ("The attribute gets better.", "The attribute gets worse."),
    kinds.Size: (
        "Noticed by those who measure.",
        "Noticed in daily work.",
        "Decides whether to do it at all.",
    ),
    kinds.Severity: (
        "A nuisance.",
        "Costs work or quality, within what users put up with.",
        "Serving quality is clearly lost or decisions are wrong.",
        "People, money or the right to operate are at risk.",
    ),
    kinds.Detectability: (
        "Something fails or raises an alarm.",
        "There are hints for those who look.",
        "Nothing tells; all the usual checks stay green.",
    ),
    kinds.Observable: (
        "A measured number.",
        "A message of a program.",
        "A picture of the data or of a training run.",
        "What users or customers tell.",
        "A bill, or the use of machines and time.",
        "Reading code, data, documents or single predictions.",
        "Dates that slip, waiting, work done again.",
    ),
    kinds.CauseCategory: (
        "What the data is, or how it came about.",
        "What was asked for, or was never asked for.",
        "How the system is put together.",
        "How the code is written.",
        "Machines, libraries, and the world around the system.",
        "How the work is done.",
        "What people know, assume or are used to.",
        "How teams, duties and incentives are arranged.",
    ),
    kinds.Scope: (
        "The model itself.",
        "The product around the model.",
        "Those who use the product or are judged by it.",
        "Groups of people or the public.",
        "Running the system.",
        "Money.",
        "Laws, contracts and promises.",
        "Those who build and run the system.",
    ),
    kinds.Reversibility: (
        "Can be undone with little work.",
        "Can be undone at a price.",
        "Cannot be undone.",
    ),
    kinds.Onset: (
        "With the first use.",
        "Within days.",
        "Within weeks.",
        "Within months.",
        "After a year or more.",
    ),
    kinds.Automation: (
        "A person does it and looks.",
        "A script does it when somebody starts it.",
        "It runs by itself and tells.",
    ),
    kinds.Design: (
        "Compares groups that differ in one thing only.",
        "Measures or mines what happened: logs, repositories, data sets.",
        "Asks many people the same questions.",
        "Talks with some people at length.",
        "Studies one case or a few in depth.",
        "Tells what went wrong once, after looking into it.",
        "A standard or the makers' own manual.",
        "Practitioners tell what they met and did.",
        "Argues from principles or opinion.",
    ),
    kinds.Seen: (
        "All of it was read.",
        "Only the parts that are cited were read.",
        "Only the abstract was read.",
        "Known through another work; counts one grade lower.",
    ),
    kinds.Stance: ("Speaks for the claim.", "Speaks against the claim, which is then contested."),
    kinds.Match: (
        "Both mean the same.",
        "Both mean nearly the same.",
        "The other term is wider.",
        "The other term is narrower.",
        "The two have to do with each other.",
    ),
}
"""One sentence per value of each list, in the order of the list."""
