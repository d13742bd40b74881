"""The second half of the plain ``if``s: 品牌行銷 and 其他, measures 19 to 42.

Rule: as in ``baseline_ifs``.
"""

# ruff: noqa: C901, PLR0912, PLR0915, PLR1714 - plain ifs and comparisons are the point
from benchmarks.plain_firm import Answer, PlainFirm


def judge_branding(firm: PlainFirm) -> list[Answer]:
    """Return the verdicts of measures 19 to 30."""
    kind, potential, outstanding = firm.registration_kind, firm.potential, firm.outstanding

    if kind is None:
        m19: Answer = None
    else:
        m19 = kind == "company" or kind == "business"

    awards, on_market = firm.award_kinds, firm.award_product_on_market
    if potential or outstanding:
        m20: Answer = True
    elif awards is not None and (
        "taiwan_excellence" in awards
        or "top_global_brands" in awards
        or "moea_award" in awards
        or ("design_rd_award" in awards and on_market)
    ):
        m20 = True
    elif (
        potential is None
        or outstanding is None
        or (awards is None)
        or ("design_rd_award" in awards and on_market is None)
    ):
        m20 = None
    else:
        m20 = False

    if potential or outstanding:
        m21: Answer = True
    elif potential is None or outstanding is None:
        m21 = None
    else:
        m21 = False

    trades = firm.product_fields
    if (potential is False and outstanding is False) or (
        trades is not None
        and "electronics" not in trades
        and "chemicals" not in trades
        and "machinery" not in trades
        and "components" not in trades
        and "bicycles" not in trades
        and "fasteners" not in trades
    ):
        m22: Answer = False
    elif not potential or trades is None:
        m22 = None
    else:
        m22 = True

    if potential or outstanding:
        m23: Answer = True
    elif potential is None or outstanding is None:
        m23 = None
    else:
        m23 = False

    if potential or outstanding:
        m24: Answer = True
    elif potential is None or outstanding is None:
        m24 = None
    else:
        m24 = False

    if potential or outstanding:
        m25: Answer = True
    elif potential is None or outstanding is None:
        m25 = None
    else:
        m25 = False

    if potential or outstanding:
        m26: Answer = True
    elif potential is None or outstanding is None:
        m26 = None
    else:
        m26 = False

    if potential or outstanding:
        m27: Answer = True
    elif potential is None or outstanding is None:
        m27 = None
    else:
        m27 = False

    m28 = firm.is_service_industry

    export = firm.export_registration
    if (kind is not None and kind != "company" and kind != "business") or export is False:
        m29: Answer = False
    elif kind is None or export is None:
        m29 = None
    else:
        m29 = True

    brand = firm.own_brand
    if brand is None or kind is None:
        m30: Answer = None
    elif kind == "company" or kind == "business":
        m30 = True if brand else None
    else:
        m30 = None if brand else False

    return [m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30]


def judge_other(firm: PlainFirm) -> list[Answer]:
    """Return the verdicts of measures 31 to 42."""
    kind, potential, outstanding = firm.registration_kind, firm.potential, firm.outstanding
    maker, factory, exempt = (
        firm.is_manufacturer,
        firm.factory_registration,
        firm.factory_registration_exempt,
    )

    if kind is None:
        m31: Answer = None
    else:
        m31 = kind == "company" or kind == "business"

    if kind is None:
        m32: Answer = None
    else:
        m32 = kind == "company" or kind == "business"

    power, sme = firm.contracted_power_kw, firm.is_sme
    if maker is False or (factory is False and exempt is False) or (power is not None and power <= 800):
        m33_1: Answer = False
    elif not maker or not (factory or exempt) or power is None:
        m33_1 = None
    else:
        m33_1 = True

    if maker is False or (factory is False and exempt is False):
        m33_2: Answer = False
    elif not maker or not (factory or exempt) or not sme:
        m33_2 = None
    else:
        m33_2 = True

    if maker is False or (factory is False and exempt is False):
        m33_3: Answer = False
    elif not maker or not (factory or exempt):
        m33_3 = None
    else:
        m33_3 = True

    if kind is None:
        m33_6: Answer = None
    else:
        m33_6 = kind == "company" or kind == "business"

    if m33_1 or m33_2 or m33_3 or m33_6:
        m33: Answer = True
    elif m33_1 is None or m33_2 is None or m33_3 is None or m33_6 is None:
        m33 = None
    else:
        m33 = False

    employees, guided = firm.employees, firm.idb_guidance_3y
    accident, order = firm.major_accident_2y, firm.labour_inspection_order
    if (
        maker is False
        or factory is False
        or guided is True
        or (accident is False and order is False)
        or (employees is not None and employees > 200)
    ):
        m34_1: Answer = False
    elif maker is None or factory is None or guided is None or not (accident and order) or employees is None:
        m34_1 = None
    else:
        m34_1 = True

    revenue = firm.revenue
    credit, customs, arrears = firm.credit_record_clean, firm.customs_record_clean, firm.tax_arrears
    if (
        maker is False
        or factory is False
        or guided is True
        or credit is False
        or customs is False
        or arrears is True
        or (
            revenue is not None
            and revenue > 20_000_000_000
            and employees is not None
            and not 100 <= employees <= 2_000
        )
    ):
        m34_2: Answer = False
    elif (
        maker is None
        or factory is None
        or guided is None
        or credit is None
        or customs is None
        or arrears is None
        or not (
            (revenue is not None and revenue <= 20_000_000_000)
            or (employees is not None and 100 <= employees <= 2_000)
        )
    ):
        m34_2 = None
    else:
        m34_2 = True

    if m34_1 or m34_2:
        m34: Answer = True
    elif m34_1 is None or m34_2 is None:
        m34 = None
    else:
        m34 = False

    own_production = firm.own_production
    if maker is False or (factory is False and exempt is False) or own_production is False:
        m35: Answer = False
    elif not maker or not (factory or exempt) or own_production is None:
        m35 = None
    else:
        m35 = True

    private = firm.privately_owned
    if (kind is not None and kind != "company") or maker is False or private is False:
        m36: Answer = False
    elif kind is None or maker is None or private is None:
        m36 = None
    else:
        m36 = True

    m37 = firm.is_logistics

    food = firm.is_food_service
    if (kind is not None and kind != "company" and kind != "business") or food is False:
        m38: Answer = False
    elif kind is None or food is None:
        m38 = None
    else:
        m38 = True

    running = firm.guidance_current
    if (potential is False and outstanding is False) or running is False:
        m39: Answer = False
    elif not (potential or outstanding) or running is None:
        m39 = None
    else:
        m39 = True

    shop, worth, zero = firm.ecommerce_business, firm.net_worth_positive, firm.net_worth_zero
    dishonoured, unpaid = firm.dishonoured_account, firm.tax_arrears_3y
    if (
        (kind is not None and kind != "company" and kind != "business")
        or shop is False
        or (worth is False and zero is False)
        or dishonoured is True
        or unpaid is True
    ):
        m40_1: Answer = False
    elif kind is None or shop is None or not (worth or zero) or dishonoured is None or unpaid is None:
        m40_1 = None
    else:
        m40_1 = True

    if kind is None:
        m40_2: Answer = None
    else:
        m40_2 = kind == "company" or kind == "business"

    if m40_1 or m40_2:
        m40: Answer = True
    elif m40_1 is None or m40_2 is None:
        m40 = None
    else:
        m40 = False

    capital = firm.paid_in_capital
    if (
        (kind is not None and kind != "company" and kind != "business")
        or factory is False
        or (capital is not None and capital < 20_000_000)
    ):
        m41: Answer = False
    elif kind is None or factory is None or capital is None:
        m41 = None
    else:
        m41 = True

    branch, legal_person = firm.foreign_branch, firm.registered_legal_person
    if legal_person or (kind == "company" and branch is False):
        m42: Answer = True
    elif legal_person is False and (branch or (kind is not None and kind != "company")):
        m42 = False
    else:
        m42 = None

    return [m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42]
