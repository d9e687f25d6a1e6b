import type { Worlds } from "../analysis/worlds";
import type { Review } from "../review";
import { escapeHtml } from "./escape";

export const renderHtml = (review: Review, _worlds: Worlds): string => escapeHtml(review.subject);
