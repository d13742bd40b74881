"""The hard conditions of the 105 edition as plain ``if``s over plain values: the yardstick for the engine.

Rule: written by hand from the brochure and frozen. It changes only together with a corrected condition,
never to make a comparison look better.
"""

# ruff: noqa: C901, PLR0912, PLR1714 - plain ifs and comparisons are the point
from benchmarks.baseline_ifs_other import judge_branding, judge_other
from benchmarks.plain_firm import Answer, PlainFirm


def judge(firm: PlainFirm) -> list[Answer]:
    """Return the verdicts of measures 1 to 42."""
    return [*_talent(firm), *_technology(firm), *_ip(firm), *judge_branding(firm), *judge_other(firm)]


def _talent(firm: PlainFirm) -> list[Answer]:
    kind, potential, outstanding = firm.registration_kind, firm.potential, firm.outstanding

    if kind is None:
        m1: Answer = None
    else:
        m1 = kind == "company" or kind == "business"

    if kind is None:
        m2: Answer = None
    else:
        m2 = kind == "company" or kind == "business"

    if kind is None:
        m3: Answer = None
    else:
        m3 = kind == "company" or kind == "business"

    if kind is None:
        m4: Answer = None
    else:
        m4 = kind == "company" or kind == "business"

    if potential or outstanding:
        m5: Answer = True
    elif potential is None or outstanding is None:
        m5 = None
    else:
        m5 = False

    if kind is None:
        m6: Answer = None
    else:
        m6 = kind == "company" or kind == "business"

    if kind is None:
        m7: Answer = None
    else:
        m7 = kind == "company" or kind == "business"

    if potential:
        m8: Answer = True
    elif potential is False and outstanding is False:
        m8 = False
    else:
        m8 = None

    if kind is None:
        m9: Answer = None
    else:
        m9 = kind == "company" or kind == "business"

    if kind is None:
        m10: Answer = None
    else:
        m10 = kind == "company" or kind == "business"

    return [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10]


def _technology(firm: PlainFirm) -> list[Answer]:
    kind, dishonoured, worth = firm.registration_kind, firm.dishonoured_account, firm.net_worth_positive
    branch, mainland, technical = firm.foreign_branch, firm.mainland_investor, firm.is_technical_service
    officers = firm.mainland_officers
    maker, factory, exempt = (
        firm.is_manufacturer,
        firm.factory_registration,
        firm.factory_registration_exempt,
    )
    park, sound = firm.science_park_company, firm.financially_sound

    if (
        (kind is not None and kind != "company" and kind != "business")
        or dishonoured is True
        or worth is False
    ):
        m11: Answer = False
    elif kind is None or dishonoured is None or worth is None:
        m11 = None
    else:
        m11 = True

    if (
        (kind is not None and kind != "company" and kind != "business")
        or branch is True
        or mainland is True
        or (technical is False and (maker is False or (factory is False and exempt is False)))
    ):
        m12: Answer = False
    elif (
        kind is None
        or branch is None
        or mainland is None
        or not (technical or (maker and (factory or exempt)))
    ):
        m12 = None
    else:
        m12 = True

    if (
        (kind is not None and kind != "company" and kind != "business")
        or dishonoured is True
        or worth is False
        or officers is True
    ):
        m13: Answer = False
    elif kind is None or dishonoured is None or worth is None or officers is None:
        m13 = None
    else:
        m13 = True

    if (kind is not None and kind != "company") or park is False or sound is False:
        m14_1: Answer = False
    elif kind is None or park is None or sound is None:
        m14_1 = None
    else:
        m14_1 = True

    applicant, supplier = firm.central_park_applicant, firm.science_park_supplier
    department, training = firm.rd_department, firm.rd_training_capacity
    if (
        (kind is not None and kind != "company")
        or sound is False
        or department is False
        or training is False
        or (park is False and applicant is False and supplier is False)
    ):
        m14_2: Answer = False
    elif (
        kind is None
        or sound is None
        or department is None
        or training is None
        or not (park or applicant or supplier)
    ):
        m14_2 = None
    else:
        m14_2 = True

    if m14_1 or m14_2:
        m14: Answer = True
    elif m14_1 is None or m14_2 is None:
        m14 = None
    else:
        m14 = False

    internet, creative, distribution = (
        firm.is_internet_business,
        firm.is_cultural_creative,
        firm.is_distribution_service,
    )
    if internet or maker or technical or creative or distribution:
        m15: Answer = True
    elif internet is None or maker is None or technical is None or creative is None or distribution is None:
        m15 = None
    else:
        m15 = False

    return [m11, m12, m13, m14, m15]


def _ip(firm: PlainFirm) -> list[Answer]:
    kind = firm.registration_kind

    if kind is None:
        m16_1: Answer = None
    else:
        m16_1 = kind == "company" or kind == "business"

    innovation, ip_service = firm.innovation_rd_capacity, firm.ip_service_registration
    if innovation or ip_service:
        m16_2: Answer = True
    elif innovation is None or ip_service is None:
        m16_2 = None
    else:
        m16_2 = False

    m16_3 = firm.owns_patent_rights
    if m16_1 or m16_2 or m16_3:
        m16: Answer = True
    elif m16_1 is None or m16_2 is None or m16_3 is None:
        m16 = None
    else:
        m16 = False

    if kind is None:
        m17_1: Answer = None
    else:
        m17_1 = kind == "company" or kind == "business"

    m17_2, managed = firm.public_company, firm.ip_management_system
    if (kind is not None and kind != "company" and kind != "business") or managed is False:
        m17_5: Answer = False
    elif kind is None or managed is None:
        m17_5 = None
    else:
        m17_5 = True

    if m17_1 or m17_2 or m17_5:
        m17: Answer = True
    elif m17_1 is None or m17_2 is None or m17_5 is None:
        m17 = None
    else:
        m17 = False

    if kind is None:
        m18: Answer = None
    else:
        m18 = kind == "company" or kind == "business"

    return [m16, m17, m18]
