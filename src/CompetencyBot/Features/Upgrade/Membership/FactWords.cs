using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Upgrade.Membership;

/// <summary>Facts about membership in plain words: what they are about, and what is so.</summary>
internal static class FactWords
{
    public static (string Title, string Text) Of(MembershipTopic topic, PurchaseWindow window) => topic switch
    {
        MembershipTopic.JoinFirst => (UpgradeTexts.JoinFirstTitle, UpgradeTexts.JoinFirst),
        MembershipTopic.SilverPackage => (UpgradeTexts.SilverPackageTitle, UpgradeTexts.SilverPackage),
        MembershipTopic.GoldPackage => (UpgradeTexts.GoldPackageTitle, UpgradeTexts.GoldPackage),
        MembershipTopic.Benefits => (UpgradeTexts.PackageTitle, UpgradeTexts.Package),
        MembershipTopic.Referrals => (UpgradeTexts.ReferralsTitle, UpgradeTexts.Referrals),
        MembershipTopic.ActionPack => (UpgradeTexts.ActionPackTitle, UpgradeTexts.ActionPack),
        MembershipTopic.SilverToGold => (UpgradeTexts.SilverToGoldTitle, UpgradeTexts.SilverToGold),
        MembershipTopic.StatusKept => (UpgradeTexts.StatusKeptTitle, UpgradeTexts.StatusKept),
        MembershipTopic.RequirementsAgain => (UpgradeTexts.RequirementsAgainTitle, UpgradeTexts.RequirementsAgain),
        MembershipTopic.RenewalWindow => (UpgradeTexts.RenewalWindowTitle, Language.Format(UpgradeTexts.RenewalWindow, window.FirstDay, window.LastDay)),
        MembershipTopic.NetworkStays => (UpgradeTexts.NetworkStaysTitle, UpgradeTexts.NetworkStays),
        MembershipTopic.AnnualFee => (UpgradeTexts.AnnualFeeTitle, UpgradeTexts.AnnualFee),
        MembershipTopic.QualifiedDay => (UpgradeTexts.QualifiedDayTitle, UpgradeTexts.QualifiedDay),
        MembershipTopic.Specializations => (UpgradeTexts.SpecializationsTitle, UpgradeTexts.Specializations),
        MembershipTopic.LegacyBenefits => (UpgradeTexts.LegacyBenefitsTitle, UpgradeTexts.LegacyBenefits),
        _ => throw new InvalidOperationException($"Unknown topic {topic}."),
    };
}
