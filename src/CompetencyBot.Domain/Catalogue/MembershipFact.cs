namespace CompetencyBot.Domain.Catalogue;

/// <summary>Something about buying, showing or renewing what the levels bring; the words for it are not part of the edition.</summary>
public enum MembershipTopic
{
    /// <summary>The network is joined first.</summary>
    JoinFirst,

    /// <summary>The silver package, and what the business profile shows once it is bought.</summary>
    SilverPackage,

    /// <summary>The gold package, and what the business profile shows once it is bought.</summary>
    GoldPackage,

    /// <summary>What a package brings.</summary>
    Benefits,

    Referrals,

    /// <summary>The Microsoft Action Pack beside silver and gold.</summary>
    ActionPack,

    /// <summary>From silver to gold during the year.</summary>
    SilverToGold,

    /// <summary>The level stays until the year that was bought is over.</summary>
    StatusKept,

    /// <summary>What is asked for to renew.</summary>
    RequirementsAgain,

    /// <summary>When renewal can be bought, and what missing it costs.</summary>
    RenewalWindow,

    /// <summary>The membership of the network itself needs no renewal.</summary>
    NetworkStays,

    /// <summary>One fee and one anniversary for all designations.</summary>
    AnnualFee,

    /// <summary>One day on which the score is reached is enough to qualify.</summary>
    QualifiedDay,

    /// <summary>What needs a designation.</summary>
    Specializations,

    /// <summary>What became of the silver and gold benefits.</summary>
    LegacyBenefits,
}

/// <summary>A fact that the edition's sources state about membership.</summary>
public sealed record MembershipFact(MembershipTopic Topic, Source Source);
